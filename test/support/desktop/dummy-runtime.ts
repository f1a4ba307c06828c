import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What marks the fuses in Electron's program, followed by the version of the wire, its length and one
 * character a fuse (electronjs.org/docs/latest/tutorial/fuses).
 */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** By their place in the wire. */
const fuses = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'asarIntegrity',
  'onlyLoadFromAsar',
  'browserSnapshot',
  'fileProtocolPrivileges',
] as const;

/** As Electron comes. */
const SHIPPED = '10110001';

/** A folder that has the files of Electron's runtime for Linux, and its fuses, but no program in it. */
export async function makeDummyRuntime(folder: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  await mkdir(join(folder, 'locales'));
  const wire = Buffer.from([1, SHIPPED.length]);
  const program = Buffer.concat([
    Buffer.from(`\u007FELF no program ${SENTINEL}`),
    wire,
    Buffer.from(`${SHIPPED} end`),
  ]);
  await writeFile(join(folder, 'electron'), program, { mode: 0o755 });
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'version', 'locales/en-US.pak']) {
    // oxlint-disable-next-line no-await-in-loop -- four small files
    await writeFile(join(folder, file), '');
  }
}

/** Which fuses of a program are on. */
export async function readFuses(program: string): Promise<Readonly<Record<string, boolean>>> {
  const text = await readFile(program, 'latin1');
  const start = text.indexOf(SENTINEL) + SENTINEL.length + 2;
  return Object.fromEntries(fuses.map((name, place) => [name, text[start + place] === '1']));
}
