import { randomBytes } from 'node:crypto';
import { AppError } from '../errors.ts';
import { ItemQueue } from './item-queue.ts';
import {
  type Masters,
  missingMaster,
  readMasterFile,
  unsealMasters,
  writeMasterFile,
} from './master-file.ts';
import { derivePassphraseKey, type PassphraseKey, type ScryptCost } from './passphrase-key.ts';
import type { Master } from './sealed-item.ts';
import type { Secret } from './secret.ts';

interface Opened {
  readonly masters: Masters;
  /** What the master file is sealed with, kept to seal its next version; null without a passphrase. */
  readonly sealingKey: PassphraseKey | null;
}

/** The master keys of a file vault: in memory while it is unlocked, in the master file always. */
export class MasterKeys {
  readonly #folder: string;
  readonly #cost: ScryptCost;
  readonly #writes = new ItemQueue();
  #opened: Opened | null = null;
  #needsPassphrase = false;

  constructor(folder: string, cost: ScryptCost) {
    this.#folder = folder;
    this.#cost = cost;
  }

  get isLocked(): boolean {
    return this.#opened === null;
  }

  get needsPassphrase(): boolean {
    return this.#needsPassphrase;
  }

  /** Whether a rotation is unfinished. */
  get hasOldMasters(): boolean {
    return this.#open().masters.size > 1;
  }

  /** The master new items are sealed under: always the newest. */
  get current(): Master {
    const { masters } = this.#open();
    const version = newest(masters);
    const key = masters.get(version);
    if (!key) throw new AppError('internal');
    return { version, key };
  }

  get(version: number): Master | undefined {
    const key = this.#open().masters.get(version);
    return key && { version, key };
  }

  /** Makes the first master. Must not be called where sealed items exist: it could not open them. */
  async create(passphrase: Secret | undefined): Promise<void> {
    const sealingKey = passphrase ? await derivePassphraseKey(passphrase, this.#cost) : null;
    await this.#store({ masters: new Map([[1, randomBytes(32)]]), sealingKey });
    this.#needsPassphrase = sealingKey !== null;
  }

  /** Learns from the file what unlocking needs. False when there is no file. */
  async look(): Promise<boolean> {
    const file = await readMasterFile(this.#folder);
    if (file) this.#needsPassphrase = file.protection === 'passphrase';
    return file !== null;
  }

  /** Waits for a write of the master file under way, so that memory never falls behind the disk. */
  async unlock(passphrase: Secret | undefined): Promise<void> {
    await this.#writes.run('', async () => {
      this.#opened = await this.#unseal(passphrase);
    });
  }

  /** @throws vault_locked, vault_passphrase_missing */
  requireOpen(): void {
    this.#open();
  }

  lock(): void {
    for (const key of this.#opened?.masters.values() ?? []) key.fill(0);
    this.#opened?.sealingKey?.key.fill(0);
    this.#opened = null;
  }

  /** Adds a new master, current from the moment it is on the disk. */
  async add(): Promise<void> {
    await this.#writes.run('', async () => {
      const { masters, sealingKey } = this.#open();
      const version = newest(masters) + 1;
      await this.#store({ masters: new Map([...masters, [version, randomBytes(32)]]), sealingKey });
    });
  }

  /** Erases every master but the current one. */
  async eraseOld(): Promise<void> {
    await this.#writes.run('', async () => {
      const { masters, sealingKey } = this.#open();
      if (masters.size === 1) return;
      const { version, key } = this.current;
      await this.#store({ masters: new Map([[version, key]]), sealingKey });
      for (const [old, oldKey] of masters) if (old !== version) oldKey.fill(0);
    });
  }

  /** Masters copied before stay what they were: a rotation afterwards makes such a copy worthless. */
  async setPassphrase(passphrase: Secret | null): Promise<void> {
    const sealingKey = passphrase ? await derivePassphraseKey(passphrase, this.#cost) : null;
    await this.#writes.run('', async () => {
      await this.#store({ masters: this.#open().masters, sealingKey });
      this.#needsPassphrase = sealingKey !== null;
    });
  }

  async #unseal(passphrase: Secret | undefined): Promise<Opened> {
    const file = await readMasterFile(this.#folder);
    if (!file) throw missingMaster(this.#folder);
    if (file.protection === 'file-permissions') return { masters: file.masters, sealingKey: null };
    if (!passphrase) throw new AppError('vault_passphrase_missing');
    const sealingKey = await derivePassphraseKey(passphrase, file.cost, file.salt);
    const masters = unsealMasters(file.box, sealingKey);
    if (!masters) throw new AppError('vault_passphrase_wrong');
    return { masters, sealingKey };
  }

  #open(): Opened {
    if (this.#opened) return this.#opened;
    throw new AppError(this.#needsPassphrase ? 'vault_passphrase_missing' : 'vault_locked');
  }

  /** Disk first, memory after; a vault locked meanwhile stays locked. */
  async #store(next: Opened): Promise<void> {
    const before = this.#opened;
    await writeMasterFile(this.#folder, next.masters, next.sealingKey);
    if (this.#opened === before) this.#opened = next;
  }
}

const newest = (masters: Masters): number => Math.max(...masters.keys());
