import type { Connections } from '../connections/connections.ts';
import { probeProvider } from '../connections/probe.ts';
import type { Outbound } from '../outbound/outbound.ts';
import { selfHosted } from '../providers/self-hosted.ts';
import { keyVariables } from './key-variables.ts';

export interface FoundVariable {
  readonly name: string;
  readonly providerId: string;
  /** The slug of the connection that refers to it already. */
  readonly connection: string | null;
}

export interface FoundServer {
  readonly name: string;
  readonly baseUrl: string;
  readonly modelsCount: number;
  readonly connection: string | null;
}

export interface DiscoveryDeps {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly outbound: Outbound;
  readonly connections: Connections;
  /** Where local servers are looked for. */
  readonly servers?: readonly { readonly name: string; readonly baseUrl: string }[];
}

const TIMEOUT_MS = 2000;

/** The two whose ports are nobody else's; 8000 and 8080 are everybody's. */
const knownServers = (selfHosted.presets ?? []).filter(({ name }) =>
  ['Ollama', 'LM Studio'].includes(name),
);

/** Our own virtual keys stand in these variables where a tool was set up to come here. */
const VIRTUAL_KEY = /^[a-z]k-lp-/;

/** Provider keys in the engine's environment, by name only; no value is kept or told. */
export function discoverVariables({
  environment,
  connections,
}: DiscoveryDeps): readonly FoundVariable[] {
  return keyVariables
    .filter(([name]) => {
      const value = environment[name]?.trim() ?? '';
      return value !== '' && !VIRTUAL_KEY.test(value);
    })
    .map(([name, providerId]) => ({
      name,
      providerId,
      connection: slugWhere(connections, ({ keyReference }) => keyReference === `env:${name}`),
    }));
}

/** Local servers that list models without a key; one that does not answer in two seconds is not there. */
export async function discoverServers({
  outbound,
  connections,
  servers = knownServers,
}: DiscoveryDeps): Promise<readonly FoundServer[]> {
  const found = await Promise.all(
    servers.map(async ({ name, baseUrl }): Promise<readonly FoundServer[]> => {
      const target = { provider: selfHosted, baseUrl, key: null, timeoutMs: TIMEOUT_MS };
      const { validationStatus, models } = await probeProvider(outbound, target);
      if (validationStatus !== 'valid') return [];
      const connection = slugWhere(connections, (known) => known.baseUrl === baseUrl);
      return [{ name, baseUrl, modelsCount: models?.length ?? 0, connection }];
    }),
  );
  return found.flat();
}

function slugWhere(
  connections: Connections,
  is: (connection: ReturnType<Connections['list']>[number]) => boolean,
): string | null {
  return connections.list().find(is)?.slug ?? null;
}
