import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, expect } from 'vitest';
import { requestIdOf } from '../../src-proxy/usage/usage-record.ts';
import {
  INPUT_TOKENS,
  OUTPUT_TOKENS,
  providerKeys,
  startMockProviders,
  type MockProviders,
} from './mock-providers.ts';
import { startTestEngine, type TestEngine } from './test-engine.ts';
import { usageRows, type UsageRow } from './usage-rows.ts';
import { waitUntil } from './wait-until.ts';

/** A whole engine between official clients and mocked providers, for the tests of one file. */
export interface SdkEngine {
  readonly engine: TestEngine;
  readonly mocks: MockProviders;
  /** Without a path. */
  readonly base: string;
  /** A virtual key. */
  readonly key: string;
  /** The newest call: what the head of its answer told, and what was written down of it. */
  lastCall(): Promise<MeteredCall>;
}

export interface MeteredCall {
  readonly told: Readonly<Record<string, string>>;
  readonly record: UsageRow;
}

interface HeadersMessage {
  readonly request: { readonly origin: string };
  readonly response: { readonly headers: readonly Buffer[] };
}

/** Call it where `describe` stands. The clients stay as they are: answers are listened to in Node's own `fetch`. */
export function sdkEngine(): () => SdkEngine {
  let running: SdkEngine | null = null;
  let told: Record<string, string> = {};
  const listen = (message: unknown): void => {
    // oxlint-disable-next-line no-unsafe-type-assertion -- undici's documented `undici:request:headers` message
    const { request, response } = message as HeadersMessage;
    if (request.origin === running?.base) told = readHeaders(response.headers);
  };
  beforeAll(async () => {
    const mocks = await startMockProviders();
    const engine = await startTestEngine();
    const { openai, anthropic, google } = mocks;
    await engine.connect('openai', { baseUrl: `${openai.url}/v1`, key: providerKeys.openai });
    await engine.connect('anthropic', { baseUrl: anthropic.url, key: providerKeys.anthropic });
    await engine.connect('google_ai_studio', { baseUrl: google.url, key: providerKeys.google });
    const lastCall = async (): Promise<MeteredCall> => ({
      told,
      record: await recordOf(engine, told),
    });
    running = { engine, mocks, base: engine.base, key: engine.createKey(), lastCall };
    subscribe('undici:request:headers', listen);
  });
  afterAll(async () => {
    unsubscribe('undici:request:headers', listen);
    await running?.engine.close();
    await running?.mocks.close();
  });
  return () => {
    if (running === null) throw new Error('The engine runs only within tests.');
    return running;
  };
}

/** What every call that went well must have told and left behind, whoever made it. */
export async function expectMetered(
  sdk: SdkEngine,
  expected: {
    readonly connection: 'openai' | 'anthropic' | 'google-ai-studio';
    readonly operation: string;
    readonly model?: string;
    readonly costUsd?: number;
    readonly row?: Partial<UsageRow>;
  },
): Promise<void> {
  const { told, record } = await sdk.lastCall();
  const { connection, operation, model = null, costUsd, row = {} } = expected;
  expect(told).toMatchObject({
    'x-latchport-connection': connection,
    'x-latchport-provider': connection.replaceAll('-', '_'),
    'x-latchport-attempts': '1',
    'x-latchport-overhead-ms': expect.stringMatching(/^\d+\.\d\d$/),
  });
  expect(told['x-latchport-model'] ?? null).toBe(model);
  expect(record).toMatchObject({
    operation,
    requested_model: model,
    served_model: model,
    outcome: 'ok',
    status: 200,
    attempts: 1,
    error_code: null,
    ...row,
  });
  if (costUsd === undefined) return;
  expect(record).toMatchObject({
    input_tokens: INPUT_TOKENS,
    output_tokens: OUTPUT_TOKENS,
    is_estimated: 0,
  });
  expect(record.cost_usd).toBeCloseTo(costUsd, 10);
}

async function recordOf(
  engine: TestEngine,
  told: Readonly<Record<string, string>>,
): Promise<UsageRow> {
  const id = told['x-latchport-request-id'];
  const find = (): UsageRow | undefined =>
    usageRows(engine).find((row) => requestIdOf(row.id) === id);
  await waitUntil('the call is written down', () => (find()?.outcome ?? 'running') !== 'running');
  const row = find();
  if (row === undefined) throw new Error('The record went away.');
  return row;
}

function readHeaders(raw: readonly Buffer[]): Record<string, string> {
  const texts = raw.map((bytes) => bytes.toString('latin1'));
  return Object.fromEntries(
    texts.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), texts[at + 1] ?? '']] : [])),
  );
}
