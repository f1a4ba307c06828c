/**
 * What is connected, in one line:
 *
 *   `a=openai* gpt mini @eu +zdr | b=openai gpt left:10 | smart -> b/gpt, claude`
 *
 * A connection by its slug and provider, `*` the default of its provider; then the models it lists (none: it
 * lists nothing), `@eu` its declared region, `left:10` percent of its limits, and any of `+platform +off +expired
 * +invalid +zdr +no_training +cooling +spent +failing`. An alias with its targets.
 */
import type { Alias } from '../../../src-proxy/aliases/alias.ts';
import type { Connection, DataPolicy } from '../../../src-proxy/connections/connection.ts';
import type { Readiness } from '../../../src-proxy/health/connection-health.ts';
import { PlanCache } from '../../../src-proxy/inference/plan/plan-cache.ts';
import type { RouteDeps } from '../../../src-proxy/inference/plan/route-request.ts';
import { StickyRoutes } from '../../../src-proxy/inference/plan/sticky-routes.ts';
import { blankConnection } from './blank-connection.ts';

export const NOW = Date.UTC(2026, 0, 15, 12);

interface Told {
  readonly connection: Connection;
  readonly models: readonly string[];
  readonly headroom: number;
  readonly readiness: Readiness;
}

export interface World {
  readonly deps: RouteDeps;
  readonly connections: readonly Connection[];
}

export const idOf = (slug: string): string => `id-${slug}`;

export function readWorld(text: string): World {
  const parts = text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const told = parts.filter((part) => !part.includes('->')).map(readConnection);
  const aliases = parts.filter((part) => part.includes('->')).map(readAlias);
  const byId = new Map(told.map((one) => [one.connection.id, one]));
  const connections = told.map(({ connection }) => connection);
  const modelsOf = (id: string): readonly string[] => byId.get(id)?.models ?? [];
  const unsaid = { displayName: null, ownedBy: null, createdAt: null };
  const deps: RouteDeps = {
    connections: {
      revision: 0,
      list: () => connections,
      lists: (id, model) => modelsOf(id).includes(model),
      modelsOf: (id) => modelsOf(id).map((model) => ({ id: model, ...unsaid })),
    },
    aliases: {
      revision: 0,
      list: () => aliases,
      get: (_workspace, name) => aliases.find((alias) => alias.name === name),
    },
    workspaces: { get: () => undefined },
    health: {
      readiness: ({ connection }) => byId.get(connection.id)?.readiness ?? 'ready',
      readyAt: () => null,
      headroom: ({ connection }) => byId.get(connection.id)?.headroom ?? 1,
    },
    plans: new PlanCache(),
    sticky: new StickyRoutes(),
    clock: () => NOW,
  };
  return { deps, connections };
}

/** The policy that words name: of a connection with a `+`, of a demand without. */
export const policyIn = (words: readonly string[], sign = ''): DataPolicy => {
  if (words.includes(`${sign}zdr`)) return 'zdr';
  return words.includes(`${sign}no_training`) ? 'no_training' : 'none';
};

export const regionIn = (words: readonly string[]): string | null =>
  words.find((word) => word.startsWith('@'))?.slice(1) ?? null;

function readConnection(text: string): Told {
  const [head = '', ...words] = text.split(/\s+/);
  const [slug = '', provider = ''] = head.split('=');
  const has = (word: string): boolean => words.includes(word);
  const left = words.find((word) => word.startsWith('left:'));
  return {
    connection: blankConnection({
      id: idOf(slug),
      slug,
      providerId: provider.replace('*', ''),
      isDefault: provider.endsWith('*'),
      kind: has('+platform') ? 'platform' : 'own',
      declaredRegion: regionIn(words),
      dataPolicy: policyIn(words, '+'),
      isEnabled: !has('+off'),
      expiresAt: has('+expired') ? NOW : null,
      validationStatus: has('+invalid') ? 'invalid' : 'valid',
    }),
    models: words.filter((word) => !/^[+@]|^left:/.test(word)),
    headroom: left === undefined ? 1 : Number(left.slice('left:'.length)) / 100,
    readiness: readinessIn(words),
  };
}

function readinessIn(words: readonly string[]): Readiness {
  if (words.includes('+cooling')) return 'cooling_down';
  if (words.includes('+spent')) return 'no_headroom';
  return words.includes('+failing') ? 'unhealthy' : 'ready';
}

function readAlias(text: string): Alias {
  const [name = '', targets = ''] = text.split('->').map((side) => side.trim());
  return {
    id: `alias-${name}`,
    workspaceId: 'w',
    name,
    targets: targets.split(',').map((target) => target.trim()),
    createdAt: 0,
    updatedAt: 0,
  };
}
