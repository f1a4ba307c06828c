import { onTestFinished } from 'vitest';
import type { Connection } from '../../src-proxy/connections/connection.ts';
import type { AttemptEntry } from '../../src-proxy/inference/fallback/attempt-log.ts';
import { sendJson, startFaultUpstream, type FaultUpstream } from './fault-upstream.ts';
import { startTestEngine, type TestEngine } from './test-engine.ts';
import { usageRows, type UsageRow } from './usage-rows.ts';

type EngineSettings = NonNullable<Parameters<typeof startTestEngine>[0]>;
type ConnectSettings = Parameters<TestEngine['connect']>[1];

/** Two accounts that list the same model: `first`, the default, and `second`. */
export interface TwoAccounts {
  readonly engine: TestEngine;
  readonly first: FaultUpstream;
  readonly second: FaultUpstream;
  readonly key: string;
  /** A chat call for the model both list. */
  readonly ask: (
    body?: object,
    headers?: Readonly<Record<string, string>>,
    key?: string,
    signal?: AbortSignal,
  ) => Promise<Response>;
  /** The record of the last call, and what it says was tried. */
  readonly last: () => { readonly row: UsageRow; readonly attempts: readonly AttemptEntry[] };
}

export const MODEL = 'm1';

export interface TwoAccountSettings extends EngineSettings {
  readonly provider?: string;
  readonly path?: string;
  readonly firstSettings?: Partial<ConnectSettings>;
  readonly secondSettings?: Partial<ConnectSettings>;
}

/** What the second account answers, unless told otherwise. */
export const SECOND_SAYS = { object: 'chat.completion', said_by: 'second', choices: [] };

export async function openTwoAccounts(settings: TwoAccountSettings = {}): Promise<TwoAccounts> {
  const { provider = 'openai', firstSettings, secondSettings, ...engineSettings } = settings;
  const path = settings.path ?? '/v1';
  const first = await startFaultUpstream([MODEL]);
  const second = await startFaultUpstream([MODEL]);
  second.answerWith((_request, response) => sendJson(response, 200, SECOND_SAYS));
  const engine = await startTestEngine(engineSettings);
  onTestFinished(async () => {
    await engine.close();
    await Promise.all([first.close(), second.close()]);
  });
  const connect = async (
    label: string,
    upstream: FaultUpstream,
    more: Partial<ConnectSettings> = {},
  ): Promise<void> => {
    const connection = await engine.connect(provider, {
      label,
      key: `sk-test-${label}-0123456789012345`,
      baseUrl: `${upstream.origin}${path}`,
      validate: false,
      ...more,
    });
    listModel(engine, connection);
  };
  await connect('first', first, firstSettings);
  await connect('second', second, secondSettings);
  const key = engine.createKey();
  return {
    engine,
    first,
    second,
    key,
    ask: (body = {}, headers = {}, asking = key, signal) =>
      fetch(`${engine.base}/v1/chat/completions`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${asking}`,
          'content-type': 'application/json',
          ...headers,
        },
        body: JSON.stringify({ model: MODEL, messages: [], ...body }),
        signal: signal ?? null,
      }),
    last: () => {
      const row = usageRows(engine).at(-1);
      if (row === undefined) throw new Error('there is no usage record');
      return { row, attempts: readAttempts(row.attempt_log) };
    },
  };
}

function listModel({ engine }: TestEngine, { id }: Connection): void {
  const model = { id: MODEL, displayName: null, ownedBy: null, createdAt: null };
  engine.parts.connections.saveModels(id, [model], Date.now());
}

function readAttempts(text: string | null): readonly AttemptEntry[] {
  const entries: AttemptEntry[] = JSON.parse(text ?? '[]');
  return entries;
}
