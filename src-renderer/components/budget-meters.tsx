import type { BudgetState } from '../facts/budget.ts';
import { sayCost } from '../say/say-cost.ts';
import { messages } from '../messages.ts';
import { sayRelative } from '../say/say-time.ts';
import { useNow } from '../browser/use-now.ts';

const { meter: said, fields } = messages.allowances;

/** From here on someone should know. */
const NEAR_SHARE = 0.8;

interface BudgetMetersProps {
  readonly budgets: readonly BudgetState[];
  /** With what is held, and when it begins anew. */
  readonly isFull?: boolean;
}

/** How much of each budget is spent: a bar, and the same in words. */
export function BudgetMeters({ budgets, isFull = false }: BudgetMetersProps) {
  return budgets.map((budget) => <BudgetMeter key={budget.per} budget={budget} isFull={isFull} />);
}

function BudgetMeter({
  budget,
  isFull,
}: {
  readonly budget: BudgetState;
  readonly isFull: boolean;
}) {
  const { usd, per, spent_usd, left_usd } = budget;
  const share = usd === 0 ? 1 : Math.min(spent_usd / usd, 1);
  const look =
    left_usd <= 0 ? 'budget budget-over' : share >= NEAR_SHARE ? 'budget budget-near' : 'budget';
  return (
    <span className={look}>
      <span className="budget-bar" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span className="number">
        {said.spent(sayCost(spent_usd), sayCost(usd), fields.periods[per])}
      </span>
      {left_usd <= 0 ? <span>{said.exhausted}</span> : null}
      {isFull ? <Times budget={budget} /> : null}
    </span>
  );
}

function Times({
  budget: { held_usd, resets_at, raised_until },
}: {
  readonly budget: BudgetState;
}) {
  const now = useNow();
  const texts = [
    ...(held_usd > 0 ? [said.held(sayCost(held_usd))] : []),
    ...(raised_until === null ? [] : [said.raised(sayRelative(raised_until, now))]),
    ...(resets_at === null ? [] : [said.resets(sayRelative(resets_at, now))]),
  ];
  return texts.length === 0 ? null : <span className="soft number">{texts.join(', ')}</span>;
}
