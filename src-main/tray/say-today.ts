import type { EngineView } from '../shell-state.ts';

const money = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

/** Today's cost, as lines of the menu. */
export function sayToday({ status }: EngineView): readonly string[] {
  const { requests, cost_usd: cost, unpriced_requests: unpriced } = status.today;
  const calls = `${requests} ${requests === 1 ? 'request' : 'requests'}`;
  if (requests === 0) return ['Today: no requests'];
  if (cost === null) return [`Today: cost unknown, ${calls}`];
  const missing = unpriced === 0 ? '' : `, ${unpriced} without a known price`;
  return [`Today: ${money.format(cost)}, ${calls}${missing}`];
}
