import type { Log } from '../log.ts';
import { PeriodicTask } from '../periodic-task.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Store } from '../store/open-store.ts';
import { statusAt, type VirtualKey } from './virtual-key.ts';
import type { VirtualKeys } from './virtual-keys.ts';

const INTERVAL_MS = 30_000;

export interface ExpiryWatchDeps {
  readonly store: Store;
  readonly virtualKeys: VirtualKeys;
  readonly events: EventLog;
  readonly clock: () => number;
  readonly log: Log;
}

/**
 * Logs `virtual_key.expired` once for every expiry that has come. The key ends by itself to the second,
 * because its status is computed; this only tells of it. Goes by the clock, not by counted intervals, so
 * nothing is missed while the machine slept or the engine was off; what was told is read back from the
 * event log, so nothing is told twice. A regenerated key's grace that is over is ended for good here, so
 * that a clock set back does not revive the former key.
 */
export class ExpiryWatch {
  readonly #deps: ExpiryWatchDeps;
  readonly #told: Set<string>;
  readonly #task: PeriodicTask;

  constructor(deps: ExpiryWatchDeps) {
    this.#deps = deps;
    this.#task = new PeriodicTask({
      run: () => this.check(),
      everyMs: INTERVAL_MS,
      failure: 'expiry_check_failed',
      log: deps.log,
    });
    this.#told = readTold(deps.store);
  }

  /** Checks at once and then every 30 s, without keeping the process alive. */
  start(): void {
    this.#task.startNow();
  }

  stop(): void {
    this.#task.stop();
  }

  check(): void {
    const now = this.#deps.clock();
    for (const key of this.#deps.virtualKeys.list()) {
      if (key.previousHashUntil !== null && now >= key.previousHashUntil) {
        this.#deps.virtualKeys.save({ ...key, previousHashUntil: null });
      }
      const expiry = expiryName(key.id, key.expiresAt);
      if (statusAt(key, now) === 'expired' && !this.#told.has(expiry)) {
        this.#tell(key);
        this.#told.add(expiry);
      }
    }
  }

  #tell(key: VirtualKey): void {
    this.#deps.events.append({
      type: 'virtual_key.expired',
      actor: 'engine',
      subjectId: key.id,
      data: { label: key.label, preview: key.preview, expiresAt: key.expiresAt },
    });
  }
}

/** An extended key expires again, at another moment, and that is told too. */
const expiryName = (keyId: string | null, expiresAt: unknown): string =>
  `${keyId ?? ''}@${String(expiresAt)}`;

function readTold(store: Store): Set<string> {
  const rows = store
    .prepare<[], { readonly subjectId: string | null; readonly expiresAt: number }>(
      `SELECT subject_id AS subjectId, json_extract(data, '$.expiresAt') AS expiresAt
       FROM events WHERE type = 'virtual_key.expired'`,
    )
    .all();
  return new Set(rows.map((row) => expiryName(row.subjectId, row.expiresAt)));
}
