import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  listFolder,
  openFolder,
  readTextFile,
  removeFile,
  removeLeftovers,
  writeTextFile,
} from './durable-file.ts';
import { parseSealedItem, type SealedItem } from './sealed-item.ts';

const ENDING = '.sealed';

/** The folder that holds one file an item. */
export class ItemFiles {
  readonly #folder: string;

  constructor(vaultFolder: string) {
    this.#folder = join(vaultFolder, 'items');
  }

  async open(): Promise<void> {
    await openFolder(this.#folder);
    await removeLeftovers(this.#folder);
  }

  async names(): Promise<readonly string[]> {
    return (await listFolder(this.#folder)).filter((name) => name.endsWith(ENDING));
  }

  /** The item in the file of this name: null when there is no file, `damaged` when it is no item. */
  async read(name: string): Promise<SealedItem | 'damaged' | null> {
    const text = await readTextFile(this.#folder, name);
    return text === null ? null : (parseSealedItem(text) ?? 'damaged');
  }

  async write(name: string, text: string): Promise<void> {
    await writeTextFile(this.#folder, name, text);
  }

  async remove(name: string): Promise<void> {
    await removeFile(this.#folder, name);
  }
}

/**
 * The file of an item: readable, and never that of another item on a disk that takes `A` and `a` for
 * one letter, nor one of the names Windows reserves.
 */
export function fileNameOf(itemId: string): string {
  const digest = createHash('sha256').update(itemId).digest('hex').slice(0, 16);
  return `${itemId.toLowerCase()}-${digest}${ENDING}`;
}
