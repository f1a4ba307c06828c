import type { EventLog, NewEvent } from '../events/event-log.ts';
import { describeUnexpected, type Log } from '../log.ts';
import type { Store } from '../store/open-store.ts';
import { windowEnd, windowName } from './calendar.ts';
import type { Cap } from './cap.ts';
import { toUsd } from './spending.ts';

const THRESHOLD = 0.8;

type AlertType = 'budget.threshold' | 'budget.exhausted';

/**
 * Tells once a window when 80 % of a budget are spent, and when it is used up: all of it is spent, or
 * what is left of the last fifth did not cover a call. What was told is read back from the event log,
 * so a restart does not tell it twice. A budget that was changed or raised is another one.
 */
export class BudgetAlerts {
  readonly #events: Pick<EventLog, 'append'>;
  readonly #log: Log;
  readonly #told: Set<string>;

  constructor(store: Store, events: Pick<EventLog, 'append'>, log: Log) {
    this.#events = events;
    this.#log = log;
    this.#told = readTold(store);
  }

  noteSpending(caps: readonly Cap[]): void {
    for (const cap of caps) {
      const { spent } = cap.window;
      if (spent < THRESHOLD * cap.nano) continue;
      this.#tell('budget.threshold', cap);
      if (spent >= cap.nano) this.#tell('budget.exhausted', cap);
    }
  }

  noteRefusal(cap: Cap, neededNano: number): void {
    const { spent } = cap.window;
    const isUsedUp = spent >= THRESHOLD * cap.nano && spent + neededNano > cap.nano;
    if (isUsedUp && spent > 0) this.#tell('budget.exhausted', cap);
  }

  #tell(type: AlertType, cap: Cap): void {
    const { spender, name, per, window, calendar } = cap;
    const capUsd = toUsd(cap.nano);
    const alert = alertName({
      type,
      id: spender.id,
      per,
      window: windowName(calendar, per),
      capUsd,
    });
    if (this.#told.has(alert)) return;
    this.#told.add(alert);
    const resetsAt = windowEnd(calendar, per);
    this.#append({
      type,
      actor: 'engine',
      subjectId: spender.id,
      data: {
        of: spender.kind === 'key' ? 'virtual_key' : 'workspace',
        label: name,
        capUsd,
        per,
        window: windowName(calendar, per),
        spentUsd: toUsd(window.spent),
        resetsAt: resetsAt === null ? null : new Date(resetsAt).toISOString(),
      },
    });
  }

  /** A full disk must not fail the call that is being settled. */
  #append(event: NewEvent): void {
    try {
      this.#events.append(event);
    } catch (error) {
      this.#log.warn('budget_alert_not_written', describeUnexpected(error));
    }
  }
}

interface Told {
  readonly type: string;
  readonly id: string | null;
  readonly per: string;
  readonly window: string;
  readonly capUsd: number;
}

const alertName = ({ type, id, per, window, capUsd }: Told): string =>
  `${type} ${id ?? ''} ${per} ${window} ${capUsd}`;

function readTold(store: Store): Set<string> {
  const rows = store
    .prepare<[], Told>(
      `SELECT type, subject_id AS id, json_extract(data, '$.per') AS per,
         json_extract(data, '$.window') AS window, json_extract(data, '$.capUsd') AS capUsd
       FROM events WHERE type IN ('budget.threshold', 'budget.exhausted')`,
    )
    .all();
  return new Set(rows.map(alertName));
}
