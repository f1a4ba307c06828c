import { messages } from '../../messages.ts';
import type { VirtualKey } from './virtual-key.ts';

const { environments } = messages.words;

/** What is looked for. Null: any. */
export interface KeyFilter {
  readonly text: string;
  readonly app: string | null;
  readonly environment: NonNullable<VirtualKey['environment']> | null;
  readonly tag: string | null;
}

export const anyKey: KeyFilter = { text: '', app: null, environment: null, tag: null };

export const isFiltering = ({ text, ...chosen }: KeyFilter): boolean =>
  text.trim() !== '' || Object.values(chosen).some((value) => value !== null);

/** Every word typed must be found in what a person knows the key by. */
export function matchesKey(key: VirtualKey, { text, app, environment, tag }: KeyFilter): boolean {
  if (app !== null && key.app !== app) return false;
  if (environment !== null && key.environment !== environment) return false;
  if (tag !== null && !key.tags.includes(tag)) return false;
  const known = knownBy(key);
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word));
}

function knownBy({ label, app, environment, tags, preview, ref_id }: VirtualKey): string {
  const named = environment === null ? '' : `${environment} ${environments[environment]}`;
  return [label, app, named, ...tags, preview, ref_id].join('\n').toLowerCase();
}

/** What can be chosen from, each once, as people sort it. */
export function offersOf(keys: readonly VirtualKey[]): {
  readonly apps: readonly string[];
  readonly environments: readonly NonNullable<VirtualKey['environment']>[];
  readonly tags: readonly string[];
} {
  return {
    apps: sortOnce(keys.flatMap(({ app }) => app ?? [])),
    environments: sortOnce(keys.flatMap(({ environment }) => environment ?? [])),
    tags: sortOnce(keys.flatMap(({ tags }) => tags)),
  };
}

const sortOnce = <Text extends string>(texts: readonly Text[]): readonly Text[] =>
  [...new Set(texts)].toSorted((a, b) => a.localeCompare(b));
