/**
 * Counts the signs of C9 in memory, where a count costs a request next to nothing, and writes them to the
 * store now and then. What is told apart comes from clients, so there is an end to it: beyond, all count as
 * others.
 */
import type { Store } from '../store/open-store.ts';
import { quotesKey } from '../virtual-keys/mint-key.ts';
import type { Sighting, SightingKind } from './sighting.ts';

type Counter = { -readonly [Member in keyof Sighting]: Sighting[Member] };

type Counters = Map<string, Counter>;

const MAX_DETAILS = 16;
const MAX_DETAIL_LENGTH = 120;
const OTHERS = '(others)';

/** A key of which something was seen that was not seen before. */
export interface NewSighting {
  readonly virtualKeyId: string;
  readonly sighting: Sighting;
}

export class KeySightings {
  readonly #store: Store;
  readonly #clock: () => number;
  readonly #byKey = new Map<string, Map<SightingKind, Counters>>();
  /** Counted since the last writing. */
  readonly #touched = new Map<Counter, string>();
  #new: NewSighting[] = [];

  constructor(store: Store, clock: () => number) {
    this.#store = store;
    this.#clock = clock;
    for (const { virtualKeyId, ...sighting } of readAll(store)) {
      this.#countersOf(virtualKeyId, sighting.kind).set(sighting.detail, { ...sighting });
    }
  }

  /** Counts one. @param detail the name of a program, environment or page, as it came */
  note(virtualKeyId: string, kind: SightingKind, detail: string): void {
    const counters = this.#countersOf(virtualKeyId, kind);
    const counter = counters.get(detail) ?? this.#add(virtualKeyId, kind, detail, counters);
    counter.count += 1;
    counter.lastAt = this.#clock();
    this.#touched.set(counter, virtualKeyId);
  }

  list(virtualKeyId: string): readonly Sighting[] {
    const kinds = this.#byKey.get(virtualKeyId)?.values() ?? [];
    return [...kinds].flatMap((counters) => [...counters.values()]);
  }

  /** What was seen so far of these kinds is known to the user. */
  dismiss(virtualKeyId: string, kinds: readonly SightingKind[]): void {
    const now = this.#clock();
    for (const kind of kinds) {
      for (const counter of this.#byKey.get(virtualKeyId)?.get(kind)?.values() ?? []) {
        counter.dismissedAt = now;
        this.#touched.set(counter, virtualKeyId);
      }
    }
    this.save();
  }

  /** Writes what was counted; what was seen for the first time since the last writing. */
  save(): readonly NewSighting[] {
    if (this.#touched.size === 0) return [];
    const write = this.#store.prepare(
      `REPLACE INTO key_sightings VALUES
         (@virtualKeyId, @kind, @detail, @count, @firstAt, @lastAt, @dismissedAt)`,
    );
    this.#store.transaction(() => {
      for (const [counter, virtualKeyId] of this.#touched) write.run({ ...counter, virtualKeyId });
    })();
    this.#touched.clear();
    const seen = this.#new;
    this.#new = [];
    return seen;
  }

  #add(virtualKeyId: string, kind: SightingKind, detail: string, counters: Counters): Counter {
    const name = counters.size < MAX_DETAILS ? cut(detail) : OTHERS;
    const known = counters.get(name);
    if (known !== undefined) return known;
    const now = this.#clock();
    const counter: Counter = {
      kind,
      detail: name,
      count: 0,
      firstAt: now,
      lastAt: now,
      dismissedAt: null,
    };
    counters.set(name, counter);
    this.#new.push({ virtualKeyId, sighting: counter });
    return counter;
  }

  #countersOf(virtualKeyId: string, kind: SightingKind): Counters {
    let kinds = this.#byKey.get(virtualKeyId);
    if (kinds === undefined) {
      kinds = new Map();
      this.#byKey.set(virtualKeyId, kinds);
    }
    let counters = kinds.get(kind);
    if (counters === undefined) {
      counters = new Map();
      kinds.set(kind, counters);
    }
    return counters;
  }
}

/** Nothing that a terminal or a page would not show as it is, and no key. */
const cut = (detail: string): string =>
  quotesKey(detail)
    ? '(a key)'
    : detail.replaceAll(/[^\x20-\x7E]/g, '?').slice(0, MAX_DETAIL_LENGTH) || '(none)';

const readAll = (store: Store): (Sighting & { readonly virtualKeyId: string })[] =>
  store
    .prepare<[], Sighting & { readonly virtualKeyId: string }>(
      `SELECT virtual_key_id AS virtualKeyId, kind, detail, count, first_at AS firstAt,
         last_at AS lastAt, dismissed_at AS dismissedAt
       FROM key_sightings ORDER BY first_at`,
    )
    .all();
