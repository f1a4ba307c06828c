import { checkExpiry } from '../connections/text-fields.ts';
import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import type { BudgetRaise } from '../policy/budget.ts';
import { checkUsd } from '../policy/check-budgets.ts';
import { findLivingKey } from './living-key.ts';
import type { VirtualKeyDeps } from './virtual-key-deps.ts';
import type { VirtualKey } from './virtual-key.ts';

/**
 * Raises a budget for a while; it ends by itself. A second raise of the same budget takes the place of
 * the first.
 *
 * @throws virtual_key_not_found, virtual_key_ambiguous, virtual_key_ended, budget_not_set, field_invalid
 */
export function raiseBudget(
  deps: VirtualKeyDeps,
  name: string,
  { usd, per, until }: BudgetRaise,
  actor: Actor,
): VirtualKey {
  const former = findLivingKey(deps, name);
  const { label, budgets } = former;
  const budget = budgets.find((one) => one.per === per);
  if (budget === undefined) {
    const known = budgets.map((one) => `${one.usd} USD ${periodNames[one.per]}`);
    throw new AppError('budget_not_set', { label, per: periodNames[per], budgets: known });
  }
  if (checkUsd(usd) <= budget.usd) {
    throw new AppError('field_invalid', {
      field: 'usd',
      problem: `must be more than the budget itself, ${budget.usd} USD`,
    });
  }
  const raise = { usd, per, until: checkExpiry(until, deps.clock(), 'until') };
  const others = former.budgetRaises.filter((one) => one.per !== per);
  const next = { ...former, budgetRaises: [...others, raise] };
  deps.events.appendWith(
    {
      type: 'budget.raised',
      actor,
      subjectId: next.id,
      data: { label, per, fromUsd: budget.usd, toUsd: usd, until: new Date(until).toISOString() },
    },
    (append) => deps.virtualKeys.save(next, append),
  );
  return next;
}

const periodNames = { day: 'a day', week: 'a week', month: 'a month', total: 'in total' } as const;
