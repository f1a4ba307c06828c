import { useQueryClient } from '@tanstack/react-query';
import type { InputOf, OutputOf } from '../../src-proxy/management/contract.ts';
import { useEngine } from '../engine/engine-context.ts';
import { useChecked, type Checked, type Found } from './use-checked.ts';

export type Connection = OutputOf<'connections.show'>;
export type NewConnection = InputOf<'connections.add'>;

export interface Connected {
  readonly connection: Connection;
  /** What the check found; null where there was none. */
  readonly found: Found | null;
}

export interface Connect extends Omit<Checked, 'run'> {
  /** Null when it was not connected. */
  readonly connect: (input: NewConnection, isChecked?: boolean) => Promise<Connected | null>;
}

export function useConnect(): Connect {
  const { client } = useEngine();
  const queries = useQueryClient();
  const { run, ...checked } = useChecked();
  return {
    ...checked,
    connect: async (input, isChecked = true) => {
      let connected: Connected | null = null;
      await run(isChecked ? probeOf(input) : null, async (found) => {
        const added = { ...input, validate_before_save: isChecked };
        const connection = await client.call('connections.add', added);
        connected = { connection, found };
        await queries.invalidateQueries({ queryKey: ['connections.list'] });
      });
      return connected;
    },
  };
}

function probeOf({ provider, provider_key, key_reference, base_url }: NewConnection) {
  return {
    provider,
    ...(provider_key === undefined ? {} : { provider_key }),
    ...(key_reference === undefined ? {} : { key_reference }),
    ...(base_url === undefined ? {} : { base_url }),
  };
}
