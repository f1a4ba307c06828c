import { messages } from '../../messages.ts';
import { sayDay } from './say-day.ts';
import type { Dimension, Group } from './summary.ts';

const { none } = messages.usage.groups;
const environments: Readonly<Record<string, string>> = messages.words.environments;

/** What people call a group. */
export function groupName({ id, name }: Group, by: Dimension): string {
  if (id === null) return by === 'connection' ? none.connection : none.other;
  if (by === 'day') return sayDay(id);
  if (by === 'environment') return environments[id] ?? id;
  return name ?? id;
}
