import type { StreamMessage } from '../../src-proxy/management/client.ts';
import type { ShellSettings } from '../shell-contract.ts';

type LoggedEvent = Extract<StreamMessage, { type: 'event' }>['event'];

export interface Notice {
  /** The switch it obeys. */
  readonly kind: keyof ShellSettings['notices'];
  readonly title: string;
  readonly body: string;
  /** Where in the settings page more is to be seen. */
  readonly path: string;
}

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** What to tell the user of an event; null: nothing. */
export function describeEvent({ type, data }: Pick<LoggedEvent, 'type' | 'data'>): Notice | null {
  const label = textOf(data['label']) ?? 'A connection';
  switch (type) {
    case 'budget.threshold':
      return budgetNotice(`${label} has spent 80 % of its budget`, data);
    case 'budget.exhausted':
      return budgetNotice(`${label} has used up its budget`, data);
    case 'key.validation_failed':
      return {
        kind: 'invalid_keys',
        title: `The key of ${label} is not valid`,
        body: 'The provider refused it. Rotate it, or check it at the provider.',
        path: '/connections',
      };
    case 'connection.unhealthy':
      return {
        kind: 'connection_health',
        title: `${label} is down`,
        body: 'Its provider keeps failing. Calls go elsewhere where they can.',
        path: '/connections',
      };
    case 'connection.recovered':
      return {
        kind: 'connection_health',
        title: `${label} is back`,
        body: 'Its provider answers again.',
        path: '/connections',
      };
    default:
      return null;
  }
}

type EventData = LoggedEvent['data'];

function budgetNotice(title: string, data: EventData): Notice {
  const [spent, cap] = [data['spentUsd'], data['capUsd']];
  const per = textOf(data['per']);
  const body =
    typeof spent === 'number' && typeof cap === 'number'
      ? `${money.format(spent)} of ${money.format(cap)}${sayPeriod(per)}.`
      : 'See its page for the sums.';
  return { kind: 'budgets', title, body, path: '/keys' };
}

const sayPeriod = (per: string | null): string =>
  per === null || per === 'total' ? '' : ` for this ${per}`;

const textOf = (value: EventData[string] | undefined): string | null =>
  typeof value === 'string' ? value : null;
