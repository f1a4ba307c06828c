/** Removes from `dist` what sources that are gone left there, so that a package holds what was just built. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['src-proxy', 'src-main'];
const KINDS: readonly (readonly [built: RegExp, source: string])[] = [
  [/\.d\.ts$|\.js$/, '.ts'],
  [/\.d\.cts$|\.cjs$/, '.cts'],
];

function sourceOf(file: string): string | null {
  const [built, source] = KINDS.find(([kind]) => kind.test(file)) ?? [];
  return built === undefined || source === undefined ? null : file.replace(built, source);
}

for (const folder of SOURCES) {
  const built = join('dist', folder);
  if (!existsSync(built)) continue;
  for (const file of readdirSync(built, { recursive: true, encoding: 'utf8' })) {
    const source = sourceOf(file);
    if (source !== null && !existsSync(join(folder, source))) rmSync(join(built, file));
  }
}
