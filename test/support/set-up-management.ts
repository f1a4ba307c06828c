import { onTestFinished } from 'vitest';
import type { ManagementClient } from '../../src-proxy/management/client.ts';
import type { OutputOf } from '../../src-proxy/management/contract.ts';
import { codeOf } from './error-code.ts';
import { modelList, openFakeProvider, type FakeProvider } from './fake-provider.ts';
import { socketClient } from './socket-client.ts';
import { startTestEngine, type TestEngine } from './test-engine.ts';

export const KEY = 'sk-proj-OPERATIONSoperationsOPERATIONS0123456789';
export const NEXT_KEY = 'sk-proj-ROTATEDrotatedROTATEDrotated9876543210';

/** A whole engine, a client on its private socket, and a provider to connect. */
export interface ManagementSetup {
  readonly engine: TestEngine;
  readonly provider: FakeProvider;
  readonly call: ManagementClient['call'];
  readonly client: ManagementClient;
  /** Adds an openai connection to the provider. */
  readonly connect: (label?: string) => Promise<OutputOf<'connections.add'>>;
}

export async function setUpManagement(): Promise<ManagementSetup> {
  const engine = await startTestEngine();
  onTestFinished(() => engine.close());
  const provider = await openFakeProvider();
  provider.answer(() => modelList('fake-1', 'fake-2'));
  const client = socketClient(engine.home);
  return {
    engine,
    provider,
    client,
    call: client.call,
    connect: (label = 'personal') =>
      client.call('connections.add', {
        provider: 'openai',
        label,
        base_url: `${provider.origin}/v1`,
        provider_key: KEY,
      }),
  };
}

/** With which code and status a call is refused. */
export const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (error: unknown) => ({
      code: codeOf(error),
      status: error instanceof Error && 'status' in error ? error.status : null,
    }),
  );
