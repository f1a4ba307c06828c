import type { OutputOf } from '../management/contract.ts';
import { sayCost } from './say-amount.ts';
import { sayTime } from './say-time.ts';

type Budget = OutputOf<'virtual_keys.show'>['budgets'][number];

const periods = { day: 'a day', week: 'a week', month: 'a month', total: 'in total' } as const;

/** `$1.20 of $5.00 a day spent, begins again in 3 h` */
export function sayBudget(budget: Budget, now: number): string {
  const { usd, per, spent_usd, raised_until, resets_at } = budget;
  const spent = `${sayCost(spent_usd)} of ${sayCost(usd)} ${periods[per]} spent`;
  const reset = resets_at === null ? '' : `, begins again ${sayTime(resets_at, now)}`;
  const raise = raised_until === null ? '' : `, raised until ${sayTime(raised_until, now)}`;
  return spent + reset + raise;
}

/** `$1.20 of $5.00/day`; a dash for none. */
export const sayBudgets = (budgets: readonly Budget[]): string =>
  budgets
    .map(({ usd, per, spent_usd }) => `${sayCost(spent_usd)} of ${sayCost(usd)}/${per}`)
    .join(', ') || '-';
