/**
 * The vault of machines without a keychain: sealed files in the data folder.
 *
 * Protects against: other users of the machine; programs and backups that copy the items but not the
 * master key; and, with a passphrase, a stolen disk. A changed, swapped or truncated file is refused,
 * never half read. Does not protect against a program that runs as the same user, nor, without a
 * passphrase, against anyone who can read all of the user's files: `status` says which of the two it is.
 *
 * Nothing is ever made up for: where sealed items exist, a missing master is reported and not replaced.
 * One process at a time may have the vault open; the engine's socket sees to that.
 */
import { AppError } from '../errors.ts';
import { describeUnexpected, type Log } from '../log.ts';
import { openFolder, removeLeftovers } from './durable-file.ts';
import { fileNameOf, ItemFiles } from './item-files.ts';
import { ItemQueue } from './item-queue.ts';
import { missingMaster } from './master-file.ts';
import { MasterKeys } from './master-keys.ts';
import { DEFAULT_COST, type ScryptCost } from './passphrase-key.ts';
import { resealItems } from './reseal-items.ts';
import { openSealedItem, sealItem, type SealedItem } from './sealed-item.ts';
import type { Secret } from './secret.ts';
import type {
  BackendStatus,
  MasterControl,
  Progress,
  Rotation,
  VaultBackend,
  VaultRef,
} from './vault-backend.ts';
import { WorkspaceSalts } from './workspace-salts.ts';

export interface FileBackendOptions {
  /** `<home>/vault`. Made when it is not there. */
  readonly folder: string;
  /** Opens a vault that has a passphrase; protects one that has none, from then on. */
  readonly passphrase?: Secret | undefined;
  readonly log: Log;
  /** The price of a new passphrase's guess. */
  readonly scryptCost?: ScryptCost;
}

/**
 * Opens the vault, or makes an empty one. Without its passphrase it opens locked.
 * @throws vault_master_missing, vault_passphrase_wrong, vault_file_unreadable, vault_write_failed
 */
export async function openFileBackend(options: FileBackendOptions): Promise<FileBackend> {
  const { folder, passphrase } = options;
  const files = new ItemFiles(folder);
  await openFolder(folder);
  await files.open();
  await removeLeftovers(folder);
  const hasItems = (await files.names()).length > 0;
  const salts = new WorkspaceSalts(folder);
  await salts.load(hasItems);
  const masters = new MasterKeys(folder, options.scryptCost ?? DEFAULT_COST);
  const backend = new FileBackend(folder, files, salts, masters, options.log);
  if (await masters.look()) {
    if (passphrase || !masters.needsPassphrase) await backend.unlock(passphrase);
    if (passphrase && !masters.needsPassphrase) await backend.setPassphrase(passphrase);
  } else if (hasItems) {
    throw missingMaster(folder);
  } else {
    await masters.create(passphrase);
  }
  return backend;
}

export class FileBackend implements VaultBackend, MasterControl {
  readonly #folder: string;
  readonly #files: ItemFiles;
  readonly #salts: WorkspaceSalts;
  readonly #masters: MasterKeys;
  readonly #log: Log;
  readonly #writes = new ItemQueue();
  readonly #rotations = new ItemQueue();

  constructor(
    folder: string,
    files: ItemFiles,
    salts: WorkspaceSalts,
    masters: MasterKeys,
    log: Log,
  ) {
    this.#folder = folder;
    this.#files = files;
    this.#salts = salts;
    this.#masters = masters;
    this.#log = log;
  }

  get master(): MasterControl {
    return this;
  }

  get isLocked(): boolean {
    return this.#masters.isLocked;
  }

  async read(ref: VaultRef): Promise<Secret> {
    this.#masters.requireOpen();
    const item = await this.#readFile(ref);
    if (this.#masters.get(item.masterVersion)) return this.#unseal(item, ref);
    // A rotation may have re-sealed it, and erased the master it named, between the two steps above.
    return this.#unseal(await this.#readFile(ref), ref);
  }

  async write(ref: VaultRef, secret: Secret): Promise<void> {
    const name = fileNameOf(ref.itemId);
    await this.#writes.run(name, async () => {
      this.#masters.requireOpen();
      // What is sealed under a master that is no longer on the disk would not open after a restart.
      if (!(await this.#masters.look())) throw missingMaster(this.#folder);
      const salt = await this.#salts.getOrMake(ref.workspaceId);
      await this.#files.write(name, sealItem(ref, secret, this.#masters.current, salt));
    });
  }

  async remove(ref: VaultRef): Promise<void> {
    const name = fileNameOf(ref.itemId);
    await this.#writes.run(name, () => this.#files.remove(name));
  }

  async status(): Promise<BackendStatus> {
    const { needsPassphrase } = this.#masters;
    const protection = needsPassphrase
      ? 'Their master key is sealed with your passphrase.'
      : 'Their master key lies beside them, protected by file permissions only: whoever can read your files can read your keys.';
    return {
      backend: 'file',
      description: `Keys are sealed files in ${this.#folder}. ${protection}`,
      isLocked: this.isLocked,
      needsPassphrase,
    };
  }

  lock(): void {
    this.#masters.lock();
  }

  async unlock(passphrase?: Secret): Promise<void> {
    await this.#masters.unlock(passphrase);
    if (this.#masters.hasOldMasters) void this.#finishRotation();
  }

  async setPassphrase(passphrase: Secret | null): Promise<void> {
    await this.#masters.setPassphrase(passphrase);
    this.#log.info(passphrase ? 'vault_passphrase_set' : 'vault_passphrase_removed');
  }

  rotate(onProgress?: (progress: Progress) => void): Promise<Rotation> {
    return this.#rotations.run('', async () => {
      await this.#masters.add();
      return this.#reseal(onProgress);
    });
  }

  /** A rotation that was cut short goes on by itself; until it ends both masters open items. */
  async #finishRotation(): Promise<void> {
    try {
      const { resealed } = await this.#rotations.run('', () => this.#reseal());
      this.#log.info('vault_rotation_resumed', { count: resealed });
    } catch (error) {
      const facts = error instanceof AppError ? { code: error.code } : describeUnexpected(error);
      this.#log.warn('vault_rotation_not_resumed', facts);
    }
  }

  async #reseal(onProgress?: (progress: Progress) => void): Promise<Rotation> {
    const store = {
      files: this.#files,
      masters: this.#masters,
      salts: this.#salts,
      writes: this.#writes,
    };
    return resealItems(store, onProgress);
  }

  async #readFile(ref: VaultRef): Promise<SealedItem> {
    const item = await this.#files.read(fileNameOf(ref.itemId));
    if (item === 'damaged') throw new AppError('vault_item_damaged');
    if (item) return item;
    if (!(await this.#masters.look())) throw missingMaster(this.#folder);
    throw new AppError('vault_item_missing', { backend: 'file' });
  }

  #unseal(item: SealedItem, ref: VaultRef): Secret {
    const master = this.#masters.get(item.masterVersion);
    const salt = this.#salts.get(ref.workspaceId);
    const secret = master && salt ? openSealedItem(item, ref, master, salt) : null;
    if (!secret) throw new AppError('vault_item_damaged');
    return secret;
  }
}
