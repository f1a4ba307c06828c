import { useNow } from '../../browser/use-now.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { listDays, toDay, toRange } from '../usage/period.ts';
import type { VirtualKey } from './virtual-key.ts';

const DAYS = 14;
const DAY_MS = 86_400_000;

interface DayCount {
  readonly day: string;
  readonly requests: number;
}

/** How often a key called on each of the last days, oldest first; null: not known, or not once. */
export function useKeyDays(
  { id, last_used_at }: VirtualKey,
  isWanted: boolean,
): readonly DayCount[] | null {
  const now = new Date(useNow());
  const from = toDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() - DAYS + 1));
  const days = { from, to: toDay(now) };
  const { since } = toRange(days);
  const isUsed = last_used_at !== null && Date.parse(last_used_at) > now.getTime() - DAYS * DAY_MS;
  const { data } = useOperation(
    'usage.summary',
    { since, by: 'day', virtual_key: id },
    isWanted && isUsed,
  );
  if (data === undefined || data.groups.length === 0 || !isUsed) return null;
  const counts = new Map(data.groups.map((group) => [group.id, group.requests]));
  return listDays(days).map((day) => ({ day, requests: counts.get(day) ?? 0 }));
}
