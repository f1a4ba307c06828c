import { useState } from 'react';
import { sayCostOf } from '../say/say-cost.ts';
import { useOperation } from '../engine/use-operation.ts';

/** What each connection cost since the first of this month, said in words, by its id. */
export function useMonthCost(): ReadonlyMap<string, string> {
  const [since] = useState(startOfMonth);
  const { data } = useOperation('usage.summary', { since, by: 'connection' });
  return new Map((data?.groups ?? []).map((group) => [group.id ?? '', sayCostOf(group)]));
}

/** By the local calendar. */
function startOfMonth(): string {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), 1).toISOString();
}
