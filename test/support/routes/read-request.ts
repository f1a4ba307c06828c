/**
 * What is asked, in one line:
 *
 *   `gpt pin:a via:gemini key(only:a,b models:gpt* only_byok zdr @eu) ws(zdr @eu) ask(order:b,a no_fallbacks)`
 *
 * The model (`-`: none), then what the virtual key, the workspace and the request's own `routing` say. `stuck:b`:
 * its conversation was served by b before.
 */
import { isDialect } from './is-dialect.ts';
import type { RouteDeps, RouteRequest } from '../../../src-proxy/inference/plan/route-request.ts';
import { readRoutingRequest } from '../../../src-proxy/inference/plan/routing-request.ts';
import { StickyRoutes } from '../../../src-proxy/inference/plan/sticky-routes.ts';
import type { RoutingConstraint, VirtualKey } from '../../../src-proxy/virtual-keys/virtual-key.ts';
import { blankVirtualKey } from './blank-virtual-key.ts';
import { idOf, NOW, policyIn, regionIn, type World } from './read-world.ts';

export interface Asked {
  readonly caller: VirtualKey;
  readonly request: RouteRequest;
  readonly deps: RouteDeps;
}

export function readRequest(text: string, world: World): Asked {
  const { model, words, groups } = split(text);
  const stuck = valueOf('stuck', words);
  const ask = groups.get('ask');
  const workspaceWords = groups.get('ws') ?? [];
  const workspace = {
    id: 'w',
    name: 'w',
    dataPolicy: policyIn(workspaceWords),
    region: regionIn(workspaceWords),
    budgets: [],
    createdAt: 0,
  };
  const dialect = valueOf('via', words) ?? 'openai-chat';
  return {
    caller: readKey(groups.get('key') ?? []),
    request: {
      dialect: isDialect(dialect) ? dialect : 'openai-chat',
      model: model === '-' ? null : model,
      pin: valueOf('pin', words),
      routing: ask === undefined ? null : readRoutingRequest(readRouting(ask)),
      conversation: () => (stuck === null ? null : 'talk'),
    },
    deps: {
      ...world.deps,
      sticky: stickyFor(stuck, world),
      workspaces: { get: () => workspace },
    },
  };
}

interface Split {
  readonly model: string;
  readonly words: readonly string[];
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

function split(text: string): Split {
  const groups = new Map<string, readonly string[]>();
  const rest = text.replaceAll(/(\w+)\(([^)]*)\)/g, (_all, name: string, inside: string) => {
    groups.set(name, inside.split(' ').filter(Boolean));
    return '';
  });
  const [model = '-', ...words] = rest.split(' ').filter(Boolean);
  return { model, words, groups };
}

const valueOf = (name: string, words: readonly string[]): string | null =>
  words.find((word) => word.startsWith(`${name}:`))?.slice(name.length + 1) ?? null;

function readKey(words: readonly string[]): VirtualKey {
  const constraints: readonly RoutingConstraint[] = ['only_byok', 'only_platform'];
  return blankVirtualKey({
    allowedConnections: valueOf('only', words)?.split(',').map(idOf) ?? null,
    allowedModels: valueOf('models', words)?.split(',') ?? null,
    routingConstraint: constraints.find((constraint) => words.includes(constraint)) ?? 'none',
    dataPolicy: policyIn(words),
    region: regionIn(words),
  });
}

function readRouting(words: readonly string[]): Record<string, unknown> {
  const routing: Record<string, unknown> = {
    data_policy: policyIn(words),
    region: regionIn(words),
    order: valueOf('order', words)?.split(',') ?? null,
  };
  if (words.includes('no_fallbacks')) routing['allow_fallbacks'] = false;
  for (const flag of ['only_byok', 'only_platform']) routing[flag] = words.includes(flag);
  return routing;
}

function stickyFor(stuck: string | null, world: World): StickyRoutes {
  const sticky = new StickyRoutes();
  if (stuck === null) return sticky;
  const provider = world.connections.find(({ slug }) => slug === stuck)?.providerId;
  const byDefault = world.connections.find((c) => c.isDefault && c.providerId === provider);
  sticky.note('talk', idOf(stuck), byDefault?.id ?? null, NOW - 60_000);
  return sticky;
}
