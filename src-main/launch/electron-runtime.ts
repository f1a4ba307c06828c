import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The runtime's program inside its folder (the electron package's own install.js). */
const PROGRAMS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/**
 * Electron's program on this machine, null where there is none: in the folder ELECTRON_OVERRIDE_DIST_PATH
 * names, else where the package keeps it. Only looks; the package itself would fetch it when imported.
 */
export function findElectronRuntime(
  overrideFolder: string | undefined,
  packageFolder: string | null = electronPackage(),
): string | null {
  const program = PROGRAMS[process.platform] ?? 'electron';
  const candidates = [
    overrideFolder === undefined ? null : join(overrideFolder, program),
    packageFolder === null ? null : installedProgram(packageFolder),
  ];
  return candidates.find((path) => path !== null && existsSync(path)) ?? null;
}

/** Where the npm package is; null where it is not installed, as in a package of the app. */
export function electronPackage(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** The package writes path.txt when all the rest is there; without it the rest may be half of it. */
function installedProgram(packageFolder: string): string | null {
  try {
    return join(packageFolder, 'dist', readFileSync(join(packageFolder, 'path.txt'), 'utf8'));
  } catch {
    return null;
  }
}
