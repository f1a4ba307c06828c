import { useState } from 'react';
import type { OutputOf } from '../../src-proxy/management/contract.ts';
import { useOperation } from '../engine/use-operation.ts';

export type UseGroup = OutputOf<'usage.summary'>['groups'][number];

const WEEK_MS = 7 * 86_400_000;

/** What each virtual key did in the last seven days, by its id. */
export function useWeekUse(): ReadonlyMap<string, UseGroup> {
  const [since] = useState(() => new Date(Date.now() - WEEK_MS).toISOString());
  const { data } = useOperation('usage.summary', { since, by: 'key' });
  return new Map((data?.groups ?? []).map((group) => [group.id ?? '', group]));
}
