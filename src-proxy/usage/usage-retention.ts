import type { Settings } from '../store/settings.ts';
import type { Store } from '../store/open-store.ts';
import { startOfHour } from './local-calendar.ts';
import { firstIdAt } from './usage-record.ts';

const SETTING = 'usage.retention_days';
const FOREVER = 'forever';
const DEFAULT_DAYS = 365;
const DAY_MS = 86_400_000;
const BATCH = 100;

/** For how many days single requests are kept; null: for ever. Their sums stay in any case. */
export class UsageRetention {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  days(): number | null {
    const text = this.#settings.get(SETTING);
    if (text === null) return DEFAULT_DAYS;
    return text === FOREVER ? null : Number(text);
  }

  set(days: number | null): void {
    this.#settings.set(SETTING, days === null ? FOREVER : String(days));
  }
}

/** Removes a few of the oldest requests beyond their days, by whole hours. False: there are no more. */
export function removeSome(store: Store, days: number | null, now: number, batch = BATCH): boolean {
  if (days === null) return false;
  const end = firstIdAt(startOfHour(now - days * DAY_MS));
  const { changes } = store
    .prepare(
      `DELETE FROM usage_records WHERE id IN (
         SELECT id FROM usage_records WHERE id < ? AND outcome != 'running' ORDER BY id LIMIT ?)`,
    )
    .run(end, batch);
  return changes === batch;
}
