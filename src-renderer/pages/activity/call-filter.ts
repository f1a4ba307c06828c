import type { InputOf } from '../../../src-proxy/management/contract.ts';
import type { Call } from '../../facts/use-first-call.ts';

export type Since = 'hour' | 'day' | 'week' | 'all';

export interface CallFilter {
  readonly outcome: Call['outcome'] | 'any';
  /** Ids; `any`: all. */
  readonly virtualKey: string;
  readonly connection: string;
  /** Exactly this id; empty: any. */
  readonly model: string;
  readonly since: Since;
}

export const noFilter: CallFilter = {
  outcome: 'any',
  virtualKey: 'any',
  connection: 'any',
  model: '',
  since: 'all',
};

const sinceMs: Readonly<Record<Exclude<Since, 'all'>, number>> = {
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

export const isFiltering = (filter: CallFilter): boolean =>
  filter.outcome !== 'any' ||
  filter.virtualKey !== 'any' ||
  filter.connection !== 'any' ||
  filter.model.trim() !== '' ||
  filter.since !== 'all';

export function toInput(filter: CallFilter, now: number): InputOf<'requests.list'> {
  const { outcome, virtualKey, connection, since } = filter;
  const model = filter.model.trim();
  return {
    ...(outcome === 'any' ? {} : { outcome }),
    ...(virtualKey === 'any' ? {} : { virtual_key: virtualKey }),
    ...(connection === 'any' ? {} : { connection }),
    ...(model === '' ? {} : { model }),
    ...(since === 'all' ? {} : { since: new Date(now - sinceMs[since]).toISOString() }),
  };
}

/** Whether a call that just ended belongs in the list; the same as the engine decides. */
export function fits(call: Call, filter: CallFilter): boolean {
  const model = filter.model.trim();
  return (
    (filter.outcome === 'any' || call.outcome === filter.outcome) &&
    (filter.virtualKey === 'any' || call.virtual_key_id === filter.virtualKey) &&
    (filter.connection === 'any' || call.connection_id === filter.connection) &&
    (model === '' || call.requested_model === model || call.served_model === model)
  );
}
