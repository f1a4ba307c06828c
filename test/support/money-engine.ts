import { onTestFinished } from 'vitest';
import type { Connection } from '../../src-proxy/connections/connection.ts';
import type { Provider } from '../../src-proxy/providers/provider.ts';
import {
  sendJson,
  startFaultUpstream,
  type FaultUpstream,
  type SeenRequest,
} from './fault-upstream.ts';
import { startTestEngine, type TestEngine } from './test-engine.ts';

/** Every token out costs a tenth of a cent, tokens in nothing: what a call costs at most is then exact. */
export const USD_PER_TOKEN = 0.001;
export const MODEL = 'm1';

export interface MoneyEngine {
  readonly engine: TestEngine;
  /** What all connections lead to. It answers in the dialect it is asked in. */
  readonly upstream: FaultUpstream;
  readonly key: string;
  /** As `engine.connect`, to this upstream, with the model listed. */
  readonly connect: (
    provider: Provider['id'],
    label: string,
    upstream?: FaultUpstream,
  ) => Promise<Connection>;
}

type EngineSettings = NonNullable<Parameters<typeof startTestEngine>[0]>;
type KeySettings = Parameters<TestEngine['createKey']>[0];

/** An engine whose one model has a price, with an account of each dialect and a key. */
export async function openMoneyEngine(
  keySettings: KeySettings = {},
  engineSettings: EngineSettings = {},
): Promise<MoneyEngine> {
  const upstream = await startFaultUpstream([MODEL]);
  upstream.answerWith((request, response) => sendJson(response, 200, answerOf(request, 40)));
  const engine = await startTestEngine(engineSettings);
  onTestFinished(async () => {
    await engine.close();
    await upstream.close();
  });
  const connect: MoneyEngine['connect'] = (provider, label, at = upstream) =>
    connectTo(engine, provider, label, at);
  await connect('openai', 'work');
  await connect('anthropic', 'claude');
  await connect('google_ai_studio', 'gemini');
  setPrice(engine);
  return { engine, upstream, key: engine.createKey(keySettings), connect };
}

/** An account at an upstream that lists the model. */
export async function connectTo(
  { engine, connect }: Pick<TestEngine, 'engine' | 'connect'>,
  provider: Provider['id'],
  label: string,
  upstream: FaultUpstream,
): Promise<Connection> {
  const path = provider === 'openai' ? '/v1' : '';
  const connection = await connect(provider, {
    label,
    key: `sk-test-${label}-0123456789012345`,
    baseUrl: `${upstream.origin}${path}`,
    validate: false,
    ...(provider === 'self_hosted' ? { declaredRegion: 'local' } : {}),
  });
  const listed = { id: MODEL, displayName: null, ownedBy: null, createdAt: null };
  engine.parts.connections.saveModels(connection.id, [listed], Date.now());
  return connection;
}

/** See `USD_PER_TOKEN`. */
export function setPrice({ engine }: Pick<TestEngine, 'engine'>): void {
  const own = {
    id: MODEL,
    input: 0,
    output: USD_PER_TOKEN * 1e6,
    cachedInput: null,
    cacheWrite: null,
  };
  engine.parts.prices.own.save({ ...own, perCall: 0, setAt: Date.now() }, () => undefined);
}

/** A whole answer that took so many tokens, in the dialect of the path. */
export function answerOf({ url }: Pick<SeenRequest, 'url'>, tokens: number): unknown {
  if (url.includes('/messages')) {
    return {
      type: 'message',
      role: 'assistant',
      model: MODEL,
      content: [],
      usage: { input_tokens: 5, output_tokens: tokens },
    };
  }
  if (url.includes(':generateContent')) {
    return {
      candidates: [],
      modelVersion: MODEL,
      usageMetadata: { promptTokenCount: 5, candidatesTokenCount: tokens },
    };
  }
  return url.includes('/responses')
    ? {
        object: 'response',
        status: 'completed',
        model: MODEL,
        usage: { input_tokens: 5, output_tokens: tokens },
      }
    : {
        object: 'chat.completion',
        model: MODEL,
        choices: [],
        usage: { prompt_tokens: 5, completion_tokens: tokens },
      };
}
