/** Builds the settings page unless what was built last is newer than everything it is made of. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const BUILT = 'dist/renderer/index.html';
const MADE_OF = [
  'src-renderer',
  'assets/logo.svg',
  'src-proxy/management',
  'vite.config.ts',
  'package-lock.json',
];

function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isStale(): boolean {
  const builtAt = statSync(BUILT, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return MADE_OF.some((path) => newest(path) > builtAt);
}

if (isStale()) await build({ logLevel: 'warn' });
