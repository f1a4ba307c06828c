import type { Store } from '../store/open-store.ts';
import { defineTable, type Table } from '../store/table.ts';
import type { ModelPrice } from './price.ts';

/** A price the user set, in USD for a million tokens. */
export interface OwnPrice {
  /** A model as its provider calls it, or `provider/model`. */
  readonly id: string;
  readonly input: number;
  readonly output: number;
  /** Null: as other input. */
  readonly cachedInput: number | null;
  readonly cacheWrite: number | null;
  /** USD a call, whatever its size. */
  readonly perCall: number;
  readonly setAt: number;
}

const MILLION = 1_000_000;

/** The user's own prices: read from memory, written through to the store. */
export class OwnPrices {
  readonly #store: Store;
  readonly #table: Table<OwnPrice>;
  readonly #byId = new Map<string, { readonly own: OwnPrice; readonly price: ModelPrice }>();

  constructor(store: Store) {
    this.#store = store;
    this.#table = defineTable<OwnPrice>(store, 'own_prices', {
      id: 'plain',
      input: 'plain',
      output: 'plain',
      cachedInput: 'plain',
      cacheWrite: 'plain',
      perCall: 'plain',
      setAt: 'plain',
    });
    for (const own of this.#table.select()) this.#keep(own);
  }

  list(): readonly OwnPrice[] {
    return [...this.#byId.values()]
      .map(({ own }) => own)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  get isEmpty(): boolean {
    return this.#byId.size === 0;
  }

  get(id: string): OwnPrice | undefined {
    return this.#byId.get(id)?.own;
  }

  /** The one for this provider wins over the one for the model anywhere. */
  find(providerId: string, model: string): ModelPrice | null {
    if (this.#byId.size === 0) return null;
    const found = this.#byId.get(`${providerId}/${model}`) ?? this.#byId.get(model);
    return found?.price ?? null;
  }

  /** The models a provider has a price of its own for. */
  modelsOf(providerId: string): readonly string[] {
    const prefix = `${providerId}/`;
    return [...this.#byId.keys()]
      .filter((id) => id.startsWith(prefix))
      .map((id) => id.slice(prefix.length));
  }

  /** Inserts or replaces. `alongside` writes to the store in the same transaction. */
  save(own: OwnPrice, alongside: () => void): void {
    this.#store.transaction(() => {
      this.#table.save(own);
      alongside();
    })();
    this.#keep(own);
  }

  remove(id: string, alongside: () => void): void {
    this.#store.transaction(() => {
      this.#store.prepare('DELETE FROM own_prices WHERE id = ?').run(id);
      alongside();
    })();
    this.#byId.delete(id);
  }

  #keep(own: OwnPrice): void {
    this.#byId.set(own.id, { own, price: toModelPrice(own) });
  }
}

export function toModelPrice(own: OwnPrice): ModelPrice {
  const { input, output, perCall } = own;
  const rates = {
    input: input / MILLION,
    cachedInput: (own.cachedInput ?? input) / MILLION,
    cacheWrite: (own.cacheWrite ?? input) / MILLION,
    hourCacheWrite: (own.cacheWrite ?? input) / MILLION,
    output: output / MILLION,
    reasoning: output / MILLION,
    audioInput: input / MILLION,
    audioOutput: output / MILLION,
    perCall,
  };
  return { bands: [{ above: -1, rates }], contextWindow: null, source: 'own' };
}
