import { useOperation } from '../engine/use-operation.ts';
import { useRefreshOnRequest } from '../engine/use-refresh-on-request.ts';

/** Which program used each virtual key last, by the key's id, as far as the latest calls tell. */
export function useLastClients(): ReadonlyMap<string, string> {
  const { data, refetch } = useOperation('requests.list', { limit: 500 });
  useRefreshOnRequest(refetch);
  const clients = new Map<string, string>();
  for (const { virtual_key_id, client } of data?.requests ?? []) {
    if (client !== null && !clients.has(virtual_key_id)) clients.set(virtual_key_id, client);
  }
  return clients;
}
