/**
 * The data behind the price list: bundled, or fetched when the user asked for it. Nothing is fetched
 * otherwise. Fetched data is checked before it is used or kept, and again when it is read back.
 */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Provider, REMOTE_DATA_JSON_URL, updatePrices } from '@pydantic/genai-prices';
import { AppError } from '../errors.ts';
import { describeUnexpected, type Log } from '../log.ts';
import { fetchBounded } from '../outbound/fetch-bounded.ts';
import type { Outbound } from '../outbound/outbound.ts';

/** The parts of the library that hold its data. */
interface Library {
  readonly updatePrices: typeof updatePrices;
  readonly waitForUpdate: () => Promise<Provider[] | null>;
  readonly REMOTE_DATA_JSON_URL: typeof REMOTE_DATA_JSON_URL;
}

interface Stored {
  readonly fetchedAt: number;
  readonly providers: unknown;
}

const FILE = 'price-list.json';
const MAX_BYTES = 16 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

export class PriceData {
  readonly #folder: string;
  readonly #log: Log;
  readonly #url: string | null;
  #library: Library | null = null;
  #bundled: Provider[] | null = null;
  #fetchedAt: number | null = null;

  /** `url`: of the list, another than the library names. */
  constructor(folder: string, log: Log, url: string | null = null) {
    this.#folder = folder;
    this.#log = log;
    this.#url = url;
  }

  /** When the data in use was fetched, in ms since the epoch; null: it is the bundled data. */
  get fetchedAt(): number | null {
    return this.#fetchedAt;
  }

  /** What usage records say of a price by this data. */
  get source(): string {
    return this.#fetchedAt === null
      ? 'genai-prices'
      : `genai-prices@${new Date(this.#fetchedAt).toISOString().slice(0, 10)}`;
  }

  /** Puts data fetched earlier in use. What cannot be read is left alone; the bundled data serve. */
  async load(library: Library): Promise<void> {
    this.#library = library;
    this.#bundled = await library.waitForUpdate();
    try {
      const stored = await readStored(join(this.#folder, FILE));
      if (stored === null) return;
      const providers = await checkData(stored.providers);
      if (typeof providers === 'string') throw new TypeError(providers);
      this.#use(providers, stored.fetchedAt);
    } catch (error) {
      this.#log.warn('price_data_ignored', { file: FILE, ...describeUnexpected(error) });
    }
  }

  /** @throws price_data_unreachable, price_data_invalid, price_data_not_written; all stays as it was */
  async fetch(outbound: Outbound, now: number): Promise<void> {
    const url = new URL(this.#url ?? this.#library?.REMOTE_DATA_JSON_URL ?? '');
    const body = await fetchList(outbound, url);
    const data = parse(body);
    const providers = await checkData(data);
    if (typeof providers === 'string') {
      throw new AppError('price_data_invalid', { host: url.host, problem: providers });
    }
    await this.#write(JSON.stringify({ fetchedAt: now, providers: data }));
    this.#use(providers, now);
  }

  /** Back to the data this program came with. @throws price_data_not_written */
  async useBundled(): Promise<void> {
    try {
      await unlink(join(this.#folder, FILE));
    } catch (error) {
      if (!isMissing(error)) throw new AppError('price_data_not_written', { folder: this.#folder });
    }
    if (this.#bundled !== null) this.#use(this.#bundled, null);
  }

  #use(providers: Provider[], fetchedAt: number | null): void {
    this.#library?.updatePrices(({ setProviderData }) => setProviderData(providers));
    this.#fetchedAt = fetchedAt;
  }

  /** Whole or not at all. */
  async #write(text: string): Promise<void> {
    const file = join(this.#folder, FILE);
    const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, file);
    } catch {
      await unlink(temporary).catch(() => undefined);
      throw new AppError('price_data_not_written', { folder: this.#folder });
    }
  }
}

/** Few ever fetch prices, so what checks them is loaded when somebody has. As `readPriceData`. */
async function checkData(data: unknown): Promise<Provider[] | string> {
  const { readPriceData } = await import('./price-data-schema.ts');
  return readPriceData(data);
}

async function fetchList(outbound: Outbound, url: URL): Promise<Buffer> {
  const unreachable = (reason: string): AppError =>
    new AppError('price_data_unreachable', { host: url.host, reason });
  try {
    const answer = await fetchBounded(outbound, {
      url,
      method: 'GET',
      headers: { accept: 'application/json' },
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    });
    if (answer.status !== 200) throw unreachable(`it answered ${answer.status}`);
    return answer.body;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'price_data_unreachable') throw error;
    throw unreachable(reasons[error.code] ?? 'its answer could not be read');
  }
}

const reasons: Readonly<Record<string, string>> = {
  upstream_unreachable: 'it could not be reached',
  upstream_timeout: `it did not answer within ${TIMEOUT_MS / 1000} s`,
  address_forbidden: 'its address is not one to connect to',
};

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

async function readStored(file: string): Promise<Stored | null> {
  try {
    if ((await stat(file)).size > 2 * MAX_BYTES) throw new TypeError('it is too large');
    const read: unknown = JSON.parse(await readFile(file, 'utf8'));
    const isStored =
      typeof read === 'object' && read !== null && 'fetchedAt' in read && 'providers' in read;
    if (!isStored || typeof read.fetchedAt !== 'number') throw new TypeError('it is not ours');
    return { fetchedAt: read.fetchedAt, providers: read.providers };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
