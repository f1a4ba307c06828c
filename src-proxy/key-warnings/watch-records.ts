import type { Connections } from '../connections/connections.ts';
import type { UsageRecord } from '../usage/usage-record.ts';
import type { KeySightings } from './key-sightings.ts';

/** Notes by which program a key was used, and through accounts of which environment. */
export function watchRecord(
  { virtualKeyId, client, connectionId }: UsageRecord,
  sightings: KeySightings,
  connections: Pick<Connections, 'get'>,
): void {
  if (client !== null) sightings.note(virtualKeyId, 'client', programOf(client));
  const environment = connectionId === null ? null : connections.get(connectionId)?.environment;
  if (environment) sightings.note(virtualKeyId, 'environment', environment);
}

/** `claude-cli` of `claude-cli/2.0.1`: another version is no other program. */
export function programOf(client: string): string {
  const slash = client.indexOf('/');
  return slash > 0 ? client.slice(0, slash) : client;
}
