import type { Desktop } from './desktop.ts';

export interface DemoCaller {
  /** The id of the demo connection. */
  readonly connectionId: string;
  /** The status of a small call through it. */
  readonly call: () => Promise<number>;
}

/** Adds the built-in demo connection and a virtual key for it. */
export async function addDemoCaller({ client }: Desktop): Promise<DemoCaller> {
  const connection = await client.call('connections.add', { provider: 'demo', label: 'demo' });
  const { key } = await client.call('virtual_keys.create', { label: 'caller' });
  return {
    connectionId: connection.id,
    call: async () => {
      const { proxy } = await client.call('status', {});
      const response = await fetch(`${proxy.addresses[0]}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'demo', messages: [{ role: 'user', content: 'hi' }] }),
      });
      await response.text();
      return response.status;
    },
  };
}
