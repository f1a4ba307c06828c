/**
 * The calls coding agents make, header by header as they send them: Claude Code, Codex and Gemini CLI. The agents
 * themselves cannot be run here; their wire contracts are what is held.
 */
import type { JournalEntry, LLMock } from '@copilotkit/aimock';
import { describe, expect, it } from 'vitest';
import { FORECAST, GREETING, models, WEATHER_CALL } from '../../support/mock-providers.ts';
import { expectMetered, sdkEngine } from '../../support/sdk-engine.ts';

const sdk = sdkEngine();

type Headers = Readonly<Record<string, string>>;

function call(method: string, path: string, headers: Headers, body?: unknown): Promise<Response> {
  return fetch(`${sdk().base}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: 'error',
  });
}

function lastSent(mock: LLMock): JournalEntry {
  const sent = mock.getLastRequest();
  if (sent === null) throw new Error('nothing was sent');
  return sent;
}

/** The data of every event, in order. */
const eventsOf = (text: string): Record<string, unknown>[] =>
  [...text.matchAll(/^data: (\{.*)$/gm)].map(([, data = '']): Record<string, unknown> =>
    JSON.parse(data),
  );

describe('Claude Code', () => {
  const beta =
    'claude-code-20250219,interleaved-thinking-2025-05-14,fine-grained-tool-streaming-2025-05-14';
  const agent = {
    'user-agent': 'claude-cli/2.1.0 (external, cli)',
    'anthropic-version': '2023-06-01',
    'anthropic-beta': beta,
    'anthropic-dangerous-direct-browser-access': 'true',
    'x-app': 'cli',
    'x-claude-code-session-id': 'f1d2d2f9-24e9-4a4e-8a1e-000000000000',
  };
  const request = {
    model: models.anthropic,
    max_tokens: 32_000,
    stream: true,
    system: [
      { type: 'text', text: 'You are Claude Code.', cache_control: { type: 'ephemeral' } },
      { type: 'text', text: 'Be brief.' },
    ],
    thinking: { type: 'enabled', budget_tokens: 10_000 },
    tools: [{ name: WEATHER_CALL.name, input_schema: { type: 'object', properties: {} } }],
    metadata: { user_id: 'user_1' },
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
  };

  it('says hello, without a key', async () => {
    const answer = await call('HEAD', '/api/hello', {});
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
  });

  it.each([
    ['x-api-key', (key: string): Headers => ({ 'x-api-key': key })],
    ['a bearer', (key: string): Headers => ({ authorization: `Bearer ${key}` })],
  ])('sends a message with the key as %s', async (_way, credential) => {
    const headers = { ...agent, ...credential(sdk().key) };
    const answer = await call('POST', '/v1/messages?beta=true', headers, request);
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events = eventsOf(await answer.text());
    expect(events[0]).toMatchObject({ type: 'message_start' });
    expect(events.at(-1)).toMatchObject({ type: 'message_stop' });
    await expectMetered(sdk(), {
      connection: 'anthropic',
      operation: 'messages',
      model: models.anthropic,
      costUsd: 0.0105,
      row: { client: 'claude-cli/2.1.0', is_streamed: 1 },
    });
    const sent = lastSent(sdk().mocks.anthropic);
    expect(sent.path).toBe('/v1/messages?beta=true');
    expect(sent.headers).toMatchObject(agent);
  });

  it('tells a tool result and goes on', async () => {
    const id = 'toolu_01';
    const messages = [
      ...request.messages,
      { role: 'assistant', content: [{ type: 'tool_use', id, name: 'get_weather', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: '21' }] },
    ];
    const headers = { ...agent, 'x-api-key': sdk().key };
    const body = { ...request, messages, stream: false };
    const answer = await call('POST', '/v1/messages?beta=true', headers, body);
    expect(await answer.json()).toMatchObject({ content: [{ type: 'text', text: FORECAST }] });
  });

  it('counts tokens', async () => {
    const { model, messages } = request;
    const headers = { ...agent, 'x-api-key': sdk().key };
    const path = '/v1/messages/count_tokens?beta=true';
    const answer = await call('POST', path, headers, { model, messages });
    expect(await answer.json()).toEqual({ input_tokens: 17 });
  });

  it('asks for the models, of which it keeps those of its vendor', async () => {
    const headers = { ...agent, 'x-api-key': sdk().key };
    const answer = await call('GET', '/v1/models?limit=1000', headers);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      data: [{ type: 'model', id: models.anthropic, display_name: 'Claude Sonnet 4.6' }],
      has_more: false,
    });
  });
});

describe('Codex', () => {
  const agent = {
    'user-agent': 'codex_cli_rs/0.140.0 (Debian 12.0.0; x86_64) xterm',
    accept: 'text/event-stream',
    originator: 'codex_cli_rs',
    session_id: '0199a213-81c0-7800-8aa1-000000000000',
    'openai-beta': 'responses=experimental',
  };

  it('streams a response', async () => {
    const headers = { ...agent, authorization: `Bearer ${sdk().key}` };
    const answer = await call('POST', '/v1/responses', headers, {
      model: models.openai,
      instructions: 'You are Codex.',
      input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hello' }] }],
      tools: [{ type: 'function', name: 'shell', parameters: { type: 'object', properties: {} } }],
      tool_choice: 'auto',
      parallel_tool_calls: false,
      store: false,
      stream: true,
      include: ['reasoning.encrypted_content'],
      prompt_cache_key: agent.session_id,
    });
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events = eventsOf(await answer.text());
    const texts = events.map((e) => (e['type'] === 'response.output_text.delta' ? e['delta'] : ''));
    expect(texts.join('')).toBe(GREETING);
    expect(events.at(-1)).toMatchObject({ type: 'response.completed' });
    await expectMetered(sdk(), {
      connection: 'openai',
      operation: 'responses',
      model: models.openai,
      costUsd: 0.000_45,
      row: { client: 'codex_cli_rs/0.140.0', is_streamed: 1 },
    });
    expect(lastSent(sdk().mocks.openai).headers).toMatchObject(agent);
  });
});

describe.each([
  ['in a header', (key: string): Headers => ({ 'x-goog-api-key': key }), (): string => ''],
  ['in the query', (): Headers => ({}), (key: string): string => `key=${key}`],
])('Gemini CLI with its key %s', (_way, credential, query) => {
  const agent = { 'user-agent': 'GeminiCLI/0.30.0/gemini-2.5-flash (linux; x64)' };
  const body = { contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] };
  const post = (method: string, parameters: string, sent: unknown = body): Promise<Response> => {
    const all = [parameters, query(sdk().key)].filter((part) => part !== '').join('&');
    const path = `/v1beta/models/${models.google}:${method}${all === '' ? '' : `?${all}`}`;
    return call('POST', path, { ...agent, ...credential(sdk().key) }, sent);
  };
  const generated = {
    connection: 'google-ai-studio',
    operation: 'generate_content',
    model: models.google,
    costUsd: 0.001_55,
    row: { client: 'GeminiCLI/0.30.0/gemini-2.5-flash' },
  } as const;

  it('generates', async () => {
    const answer = await post('generateContent', '');
    expect(await answer.json()).toMatchObject({
      candidates: [{ content: { parts: [{ text: GREETING }] } }],
    });
    await expectMetered(sdk(), generated);
    expect(lastSent(sdk().mocks.google).path).toBe(
      `/v1beta/models/${models.google}:generateContent`,
    );
  });

  it('streams', async () => {
    const answer = await post('streamGenerateContent', 'alt=sse');
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const text = await answer.text();
    const said = eventsOf(text).map((event) => JSON.stringify(event));
    expect(said.length).toBeGreaterThan(5);
    await expectMetered(sdk(), generated);
    expect(lastSent(sdk().mocks.google).path).toBe(
      `/v1beta/models/${models.google}:streamGenerateContent?alt=sse`,
    );
  });

  it('counts tokens', async () => {
    expect(await (await post('countTokens', '')).json()).toEqual({ totalTokens: 17 });
  });

  it('lists the models', async () => {
    const asked = query(sdk().key);
    const path = `/v1beta/models${asked === '' ? '' : `?${asked}`}`;
    const answer = await call('GET', path, { ...agent, ...credential(sdk().key) });
    expect(await answer.json()).toMatchObject({
      models: [
        {
          name: `models/${models.google}`,
          supportedGenerationMethods: ['generateContent', 'countTokens'],
        },
        {
          name: `models/${models.googleEmbedding}`,
          supportedGenerationMethods: ['embedContent'],
        },
      ],
    });
  });
});
