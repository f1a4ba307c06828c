import type { Hold } from '../../policy/hold.ts';
import { toUsd } from '../../policy/spending.ts';
import type { UsageRecord } from '../../usage/usage-record.ts';
import type { InferenceDeps } from '../exchange.ts';

/**
 * Holds `nano` billionths of a USD in all for a call that goes on, and writes that down, in case of a crash.
 * @throws budget_exhausted; it is held all the same, until the call is settled
 */
export function holdMore(
  hold: Hold,
  nano: number,
  record: UsageRecord,
  { recorder, allowances }: Pick<InferenceDeps, 'recorder' | 'allowances'>,
): void {
  record.reservedUsd = toUsd(nano);
  recorder.update(record);
  allowances.grow(hold, nano, record);
}
