/**
 * Reads an asar archive by its format (github.com/electron/asar): four 32-bit numbers, of which the second
 * is the size of the header and the fourth the length of its JSON, then the JSON, then the files.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly size?: number;
  readonly offset?: string;
  /** Kept beside the archive, as a file of the system's own. */
  readonly unpacked?: boolean;
}

export interface Asar {
  /** Every file, by its path with forward slashes. */
  readonly files: readonly string[];
  read(file: string): Buffer;
  /** Writes all of it into a folder. */
  extract(folder: string): void;
}

export function readAsar(path: string): Asar {
  const bytes = readFileSync(path);
  const root: Entry = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12)));
  const start = 8 + bytes.readUInt32LE(4);
  const entries = new Map(listEntries(root, ''));
  const read = (file: string): Buffer => {
    const { offset = '0', size = 0, unpacked } = entries.get(file) ?? {};
    if (unpacked === true) return readFileSync(join(`${path}.unpacked`, file));
    return bytes.subarray(start + Number(offset), start + Number(offset) + size);
  };
  return {
    files: [...entries.keys()],
    read,
    extract: (folder) => {
      for (const [file, { unpacked }] of entries) {
        const target = join(folder, file);
        mkdirSync(dirname(target), { recursive: true });
        if (unpacked === true) copyFileSync(join(`${path}.unpacked`, file), target);
        else writeFileSync(target, read(file));
      }
    },
  };
}

function listEntries(entry: Entry, path: string): readonly (readonly [string, Entry])[] {
  return Object.entries(entry.files ?? {}).flatMap(([name, inner]) =>
    inner.files === undefined
      ? [[`${path}${name}`, inner] as const]
      : listEntries(inner, `${path}${name}/`),
  );
}
