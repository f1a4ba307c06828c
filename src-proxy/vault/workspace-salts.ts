import { randomBytes } from 'node:crypto';
import { AppError } from '../errors.ts';
import { readTextFile, writeTextFile } from './durable-file.ts';
import { ItemQueue } from './item-queue.ts';
import { parseObject } from './parse-object.ts';

const FILE = 'vault.json';
const FORMAT = 1;
const SALT_BYTES = 32;

/**
 * The vault's header: a random salt a workspace. Salts are no secret, but without its salt nothing of
 * a workspace opens, so a salt is on the disk before the first item is sealed with it.
 */
export class WorkspaceSalts {
  readonly #folder: string;
  readonly #writes = new ItemQueue();
  #salts: ReadonlyMap<string, Uint8Array> = new Map();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws vault_master_missing when items exist that a lost header would be needed for. */
  async load(hasItems: boolean): Promise<void> {
    const text = await readTextFile(this.#folder, FILE);
    if (text !== null) this.#salts = this.#parse(text);
    else if (hasItems) {
      throw new AppError('vault_master_missing', { folder: this.#folder, file: FILE });
    }
  }

  get(workspaceId: string): Uint8Array | undefined {
    return this.#salts.get(workspaceId);
  }

  async getOrMake(workspaceId: string): Promise<Uint8Array> {
    return this.#salts.get(workspaceId) ?? this.#writes.run(FILE, () => this.#make(workspaceId));
  }

  async #make(workspaceId: string): Promise<Uint8Array> {
    const existing = this.#salts.get(workspaceId);
    if (existing) return existing;
    const salt = randomBytes(SALT_BYTES);
    const salts = new Map([...this.#salts, [workspaceId, salt]]);
    const workspaces = Object.fromEntries(
      [...salts].map(([id, bytes]) => [id, Buffer.from(bytes).toString('base64')]),
    );
    await writeTextFile(this.#folder, FILE, `${JSON.stringify({ format: FORMAT, workspaces })}\n`);
    this.#salts = salts;
    return salt;
  }

  #parse(text: string): ReadonlyMap<string, Uint8Array> {
    const file = parseObject(text);
    const workspaces = file?.['format'] === FORMAT ? file['workspaces'] : null;
    if (typeof workspaces !== 'object' || workspaces === null) {
      throw new AppError('vault_file_unreadable', { folder: this.#folder, file: FILE });
    }
    return new Map(
      Object.entries(workspaces).map(([id, salt]) => [id, Buffer.from(String(salt), 'base64')]),
    );
  }
}
