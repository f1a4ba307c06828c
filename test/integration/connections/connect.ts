import {
  addConnection,
  type NewConnection,
} from '../../../src-proxy/connections/add-connection.ts';
import type { Connection } from '../../../src-proxy/connections/connection.ts';
import { keySourceOf } from '../../../src-proxy/connections/key-source-of.ts';
import { openFakeProvider, type FakeProvider } from '../../support/fake-provider.ts';
import {
  setUpConnections,
  type ConnectionSetup,
  type SetupOptions,
} from '../../support/set-up-connections.ts';

/** A key that is nobody's, and long enough to be shown in part. */
export const KEY = 'sk-proj-canary0123456789canary0123456789canary01234567';
export const OTHER_KEY = 'sk-proj-second0123456789second0123456789second01234567';

/** An OpenAI connection at the fake provider, unless told otherwise. */
export function newConnection(
  provider: FakeProvider,
  more: Partial<NewConnection> = {},
): NewConnection {
  return {
    workspaceId: 'personal',
    provider: 'openai',
    label: 'Personal',
    key: KEY,
    baseUrl: `${provider.origin}/v1`,
    ...more,
  };
}

export async function connect(
  setup: ConnectionSetup,
  provider: FakeProvider,
  more: Partial<NewConnection> = {},
): Promise<Connection> {
  const { connection } = await addConnection(setup.deps, newConnection(provider, more), 'cli');
  return connection;
}

/** The key the vault gives for a connection now. */
export async function keyOf(setup: ConnectionSetup, id: string): Promise<string | undefined> {
  const key = await setup.vault.read(keySourceOf(setup.deps.connections.find(id)));
  return key?.expose();
}

/** The items of all living connections: what the vault ought to hold, and nothing else. */
export function itemsInUse(setup: ConnectionSetup): readonly string[] {
  return setup.deps.connections
    .list()
    .filter((connection) => connection.keySource === 'vault')
    .map((connection) => `${connection.id}.v${connection.keyVersion}`);
}

/** A setup, a fake provider, and `add` to connect it. */
export async function openWithProvider(options: SetupOptions = {}) {
  const setup = await setUpConnections(options);
  const provider = await openFakeProvider();
  return {
    setup,
    provider,
    add: (more: Partial<NewConnection> = {}) =>
      addConnection(setup.deps, newConnection(provider, more), 'cli'),
    /** Whether nothing at all was kept. */
    isEmpty: (): boolean =>
      setup.deps.connections.list().length === 0 &&
      setup.backend.itemIds.size === 0 &&
      setup.noted().length === 0,
  };
}
