import type { NearestBudget } from '../engine/nearest-budget.ts';
import type { EngineStatus, EngineView } from '../shell-state.ts';

type Today = EngineStatus['today'];

const money = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

/** Today's cost and the budget nearest its end, as lines of the menu. */
export const sayToday = ({ status, nearestBudget }: EngineView): readonly string[] => [
  `Today: ${sayCost(status.today)}`,
  ...(nearestBudget === null ? [] : [sayBudget(nearestBudget)]),
];

function sayCost({ requests, cost_usd: cost, unpriced_requests: unpriced }: Today): string {
  if (requests === 0) return 'no requests';
  const calls = `${requests} ${requests === 1 ? 'request' : 'requests'}`;
  if (cost === null) return `cost unknown, ${calls}`;
  const missing = unpriced === 0 ? '' : `, ${unpriced} without a known price`;
  return `${money.format(cost)}, ${calls}${missing}`;
}

/** `editor: 84 % of $5.00 this day used`. A budget that is used up is never said to be less. */
function sayBudget({ of, budget }: NearestBudget): string {
  const { usd, per, spent_usd: spent } = budget;
  const part = usd === 0 ? 100 : Math.floor((spent / usd) * 100);
  const period = per === 'total' ? '' : ` this ${per}`;
  return `${of}: ${part} % of ${money.format(usd)}${period} used`;
}
