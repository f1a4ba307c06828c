import type { InputOf } from '../management/contract.ts';
import { choose } from './options.ts';
import { UsageError } from './usage-error.ts';

type Budget = NonNullable<InputOf<'virtual_keys.update'>['budgets']>[number];

const periods = ['day', 'week', 'month', 'total'] as const;

/** `5/day`, `20.50/month`, `100/total`; a sum alone is meant in total. @throws UsageError */
export function parseBudget(option: string, text: string): Budget {
  const [, sum, per = 'total'] = /^\$?(\d+(?:\.\d+)?)(?:\/([a-z]+))?$/.exec(text.trim()) ?? [];
  if (sum === undefined) {
    throw new UsageError(`${option} takes USD a period, such as 5/day, 20/month or 100/total`);
  }
  return { usd: Number(sum), per: choose(`${option} 5/...`, per, periods) };
}

/** `none` takes all away. @throws UsageError */
export const parseBudgets = (items: readonly string[]): Budget[] =>
  items.filter((item) => item !== 'none').map((item) => parseBudget('--budget', item));
