import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PageFile {
  readonly body: Buffer;
  readonly type: string;
  /** Its name changes with its content. */
  readonly isHashed: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** The built page beside the compiled engine, and where the build puts it when the engine runs from source. */
const FOLDERS = ['../../renderer', '../../dist/renderer'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/**
 * Every file of the built page by its path, read once: a request can only name what is in this table.
 * Null where the page is not built.
 */
export function readPageFiles(
  folders: readonly string[] = FOLDERS,
): ReadonlyMap<string, PageFile> | null {
  for (const folder of folders) {
    const files = readFolder(folder);
    const index = files.get('/index.html');
    if (index !== undefined) return files.set('/', index);
  }
  return null;
}

function readFolder(folder: string): Map<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const name of listFolder(folder)) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const path = `/${name.replaceAll('\\', '/')}`;
    const body = readFileSync(join(folder, name));
    files.set(path, { body, type, isHashed: path.startsWith('/assets/') });
  }
  return files;
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}
