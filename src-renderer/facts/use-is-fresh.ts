import { useOperation } from '../engine/use-operation.ts';

/** Whether nobody has used this Latchport yet: no account of one's own, no call through it. Null while not known. */
export function useIsFresh(): boolean | null {
  const connections = useOperation('connections.list', {}).data?.connections;
  const keys = useOperation('virtual_keys.list', {}).data?.virtual_keys;
  if (connections === undefined || keys === undefined) return null;
  return (
    connections.every(({ provider }) => provider === 'demo') &&
    keys.every(({ last_used_at }) => last_used_at === null)
  );
}
