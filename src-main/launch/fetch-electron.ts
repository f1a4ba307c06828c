import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Lets the npm package fetch its runtime as it does by itself (its install.js: by mirror, proxy and cache
 * of the user's, checked by SHA-256), but for no longer than `withinMs`. Null when it came, else why not.
 */
export async function fetchElectron(
  packageFolder: string | null,
  environment: Environment,
  withinMs: number,
): Promise<string | null> {
  if (packageFolder === null) return 'its package is not installed';
  const { LATCHPORT_PASSPHRASE: _notItsBusiness, ...env } = environment;
  // What is left of a download that was cut short goes with this folder.
  const temporary = await mkdtemp(join(tmpdir(), 'latchport-electron-'));
  try {
    const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
      stdio: 'ignore',
      env: { ...env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    });
    const exited = once(child, 'exit');
    const cut = setTimeout(() => child.kill('SIGKILL'), withinMs);
    await exited;
    clearTimeout(cut);
    if (child.exitCode === 0) return null;
    return child.signalCode === null
      ? 'could not be fetched'
      : `could not be fetched within ${Math.round(withinMs / 1000)} s`;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
