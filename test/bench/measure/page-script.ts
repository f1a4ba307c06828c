import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUILT = fileURLToPath(new URL('../../../dist/renderer', import.meta.url));
/** The pages a person can see first; the same as in vite.config.ts, which fails a build that is over the limit. */
const FIRST_PAGES = ['start-page', 'connections-page'];

/** KB of gzipped script that the first screen of the built page loads, at most; null when it is not built. */
export function pageScriptKb(): number | null {
  const page = join(BUILT, 'index.html');
  if (!existsSync(page)) return null;
  const entry = /<script[^>]+src="[^"]*\/([^"/]+\.js)"/.exec(readFileSync(page, 'utf8'))?.[1];
  const chunks = readdirSync(join(BUILT, 'assets'));
  const firsts = FIRST_PAGES.map((name) => chunks.find((chunk) => isChunkOf(name, chunk)));
  const sizes = firsts.map((first) => sizeOf([entry, first]));
  return Math.max(...sizes) / 1024;
}

const isChunkOf = (name: string, chunk: string): boolean =>
  chunk.startsWith(`${name}-`) && chunk.endsWith('.js');

/** Of chunks and everything they import before they run. */
function sizeOf(firsts: readonly (string | undefined)[]): number {
  const sizes = new Map<string, number>();
  const load = (chunk: string | undefined): void => {
    if (chunk === undefined) throw new Error('The built page lacks a chunk of its first screen.');
    if (sizes.has(chunk)) return;
    const code = readFileSync(join(BUILT, 'assets', chunk));
    sizes.set(chunk, gzipSync(code).length);
    const imports = code.toString().matchAll(/(?:^|[;}])(?:im|ex)port\b[^;("]*"\.\/([^"]+\.js)"/g);
    for (const [, imported = ''] of imports) load(basename(imported));
  };
  for (const first of firsts) load(first);
  return [...sizes.values()].reduce((total, size) => total + size, 0);
}
