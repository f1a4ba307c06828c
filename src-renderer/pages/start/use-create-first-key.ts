import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { useEngine } from '../../engine/engine-context.ts';
import { freeLabel } from '../../forms/free-label.ts';
import { messages } from '../../messages.ts';

/** Makes a key under a label that is free. */
export function useCreateFirstKey(): () => Promise<OutputOf<'virtual_keys.create'>> {
  const { client } = useEngine();
  return async () => {
    const { virtual_keys } = await client.call('virtual_keys.list', {});
    const label = freeLabel(messages.start.ready.keyLabel, virtual_keys);
    return client.call('virtual_keys.create', { label });
  };
}
