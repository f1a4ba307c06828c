import { listDays, type Days } from './period.ts';
import type { Group } from './summary.ts';

/** One day's numbers; zeros where nothing happened. */
export interface DayUse {
  readonly day: string;
  readonly requests: number;
  readonly failed: number;
  readonly input: number;
  readonly output: number;
  readonly cost: number | null;
}

export function toDaySeries(days: Days, groups: readonly Group[]): readonly DayUse[] {
  const byDay = new Map(groups.map((group) => [group.id, group]));
  return listDays(days).map((day) => {
    const group = byDay.get(day);
    return {
      day,
      requests: group?.requests ?? 0,
      failed: group?.failed_requests ?? 0,
      input: group?.input_tokens ?? 0,
      output: group?.output_tokens ?? 0,
      cost: group === undefined ? 0 : group.cost_usd,
    };
  });
}
