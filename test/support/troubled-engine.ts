import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { DialectCall } from './dialect-calls.ts';
import { chatAnswer, sendJson, startFaultUpstream, type FaultUpstream } from './fault-upstream.ts';
import { runTestCli } from './run-test-cli.ts';
import { startTestEngine, type TestEngine, type TestEngineOptions } from './test-engine.ts';

/** An engine with one account a vendor, all with the same provider behind them, and a virtual key that may use them. */
export interface TroubledEngine {
  readonly engine: TestEngine;
  readonly upstream: FaultUpstream;
  readonly key: string;
  /** Sends a call as a client of its dialect does. */
  readonly send: (call: DialectCall, options?: SendOptions) => Promise<Response>;
}

interface SendOptions {
  readonly key?: string;
  readonly model?: string;
  readonly isStreamed?: boolean;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the dialect's own. */
  readonly body?: string | Buffer;
}

/**
 * One for all tests of a file; call it where `describe` stands. After each test, whatever was thrown at it, the
 * engine must answer a good call, hold what it held, and have met nothing it did not expect.
 */
export function troubledEngine(options: TestEngineOptions = {}): () => TroubledEngine {
  let running: TroubledEngine | null = null;
  let held: unknown;
  beforeAll(async () => {
    const upstream = await startFaultUpstream(['m1', 'm2', 'gpt-4o-mini']);
    const engine = await startTestEngine(options);
    await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
    await engine.connect('anthropic', { baseUrl: upstream.origin });
    await engine.connect('google_ai_studio', { baseUrl: upstream.origin });
    const key = engine.createKey({ label: 'good' });
    running = { engine, upstream, key, send: (call, sent) => send(engine.base, key, call, sent) };
    held = await holding(engine);
  });
  afterEach(async () => {
    if (running === null) return;
    const { engine, upstream, key } = running;
    upstream.answerModelsWith(null);
    upstream.answerWith((_request, response) => sendJson(response, 200, chatAnswer('good')));
    const answer = await fetch(`${engine.base}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ model: 'openai/m1', messages: [] }),
    });
    expect(await answer.json()).toMatchObject({ choices: [{ message: { content: 'good' } }] });
    expect(await holding(engine)).toEqual(held);
    expect(engine.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
    upstream.seen.length = 0;
  });
  afterAll(async () => {
    await running?.engine.close();
    await running?.upstream.close();
  });
  return () => {
    if (running === null) throw new Error('The engine runs only within tests.');
    return running;
  };
}

/**
 * What must not be lost: accounts, their keys in the vault, and the one virtual key every test begins with. How
 * an account fares (health, last use) may change.
 */
async function holding({ home }: TestEngine): Promise<unknown> {
  const ask = async (line: string): Promise<Record<string, unknown>> => {
    const { out } = await runTestCli(home, line.split(' '));
    return JSON.parse(out);
  };
  const { connections } = await ask('connection list --json');
  const accounts = Array.isArray(connections) ? connections : [];
  return {
    connections: accounts.map((account) => ({ ...Object(account), health: null })),
    key: { ...(await ask('key show good --json')), last_used_at: null },
    vault: readdirSync(join(home, 'vault'), { recursive: true }).map(String).toSorted(),
  };
}

function send(
  base: string,
  goodKey: string,
  call: DialectCall,
  {
    key = goodKey,
    model,
    isStreamed = false,
    method = 'POST',
    headers = {},
    body,
  }: SendOptions = {},
): Promise<Response> {
  const named = model ?? `${call.provider}/m1`;
  return fetch(base + call.path(named, isStreamed), {
    method,
    headers: { 'content-type': 'application/json', ...call.credentials(key), ...headers },
    body: body ?? JSON.stringify(call.body(named, isStreamed)),
  });
}
