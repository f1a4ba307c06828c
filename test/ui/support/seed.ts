import {
  sendJson,
  startFaultUpstream,
  type Answer,
  type FaultUpstream,
} from '../../support/fault-upstream.ts';
import { startPlainServer } from './plain-server.ts';
import type { EngineProcess } from './engine-process.ts';

export interface Seeded {
  readonly openai: FaultUpstream;
  readonly anthropic: FaultUpstream;
  readonly ollama: FaultUpstream;
  /** Virtual keys in the clear, by label. */
  readonly keys: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const OPENAI_KEY = 'sk-proj-ui-test-0123456789abcdefghijklmnopqrstuv';
const ANTHROPIC_KEY = 'sk-ant-api03-ui-test-0123456789abcdefghijklmno';

/** A Latchport as it looks after some days: accounts, keys, and calls that went well and did not. */
export async function seed(engine: EngineProcess): Promise<Seeded> {
  const openai = await startFaultUpstream([
    'gpt-5.1',
    'gpt-4o',
    'gpt-4o-mini',
    'o3',
    'text-embedding-3-small',
  ]);
  const anthropic = await startFaultUpstream(['claude-sonnet-4-5', 'claude-haiku-4-5']);
  const ollama = await startFaultUpstream(['qwen3-coder:30b', 'llama3.3:70b']);
  const { client } = engine;
  await client.call('connections.add', {
    provider: 'openai',
    label: 'OpenAI personal',
    provider_key: OPENAI_KEY,
    base_url: `${openai.origin}/v1`,
    is_default: true,
  });
  await client.call('connections.add', {
    provider: 'anthropic',
    label: 'Anthropic at work',
    provider_key: ANTHROPIC_KEY,
    base_url: anthropic.origin,
    environment: 'prod',
    ref_id: 'work',
  });
  await client.call('connections.add', {
    provider: 'self_hosted',
    label: 'Ollama',
    base_url: `${ollama.origin}/v1`,
    declared_region: 'local',
  });
  await client.call('connections.add', {
    provider: 'groq',
    label: 'Groq trial',
    provider_key: 'gsk_uitest0123456789abcdefghijklmnopqrstuvwxyz01234567',
    validate_before_save: false,
  });
  await client.call('connections.disable', { connection: 'groq-trial' });
  const closeHook = await seedWebhooks(engine);
  const keys = await seedKeys(engine);
  await seedSettings(engine);
  await seedRouting(engine);
  await seedCalls(engine, { openai, anthropic, ollama }, keys);
  return {
    openai,
    anthropic,
    ollama,
    keys,
    close: async () => {
      await Promise.all([openai.close(), anthropic.close(), ollama.close(), closeHook()]);
    },
  };
}

async function seedKeys({ client }: EngineProcess): Promise<Readonly<Record<string, string>>> {
  const zed = await client.call('virtual_keys.create', { label: 'Zed', app: 'Zed' });
  const agent = await client.call('virtual_keys.create', {
    label: 'Coding agent',
    app: 'Claude Code',
    environment: 'dev',
    allowed_connections: ['anthropic-at-work', 'openai-personal'],
    budgets: [
      { usd: 0.15, per: 'day' },
      { usd: 20, per: 'month' },
    ],
    expires_at: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  });
  const notebook = await client.call('virtual_keys.create', {
    label: 'Notebook',
    allowed_models: ['gpt-4o-mini', 'text-embedding-*'],
  });
  await client.call('virtual_keys.pause', { virtual_key: notebook.id });
  return { zed: zed.key, agent: agent.key, notebook: notebook.key };
}

/** One that takes what it is told, and one whose receiver is gone. What is returned closes the receiver. */
async function seedWebhooks({ client }: EngineProcess): Promise<() => Promise<void>> {
  const receiver = await startPlainServer((request, response) => {
    response.writeHead(request.url?.startsWith('/gone') === true ? 410 : 204).end();
  });
  await client.call('webhooks.create', {
    label: 'Team chat',
    url: `${receiver.origin}/hooks/latchport?channel=ops`,
    events: ['budget.*', 'virtual_key.*', 'key.validation_failed', 'connection.unhealthy'],
  });
  await client.call('webhooks.create', { label: 'Old pager', url: `${receiver.origin}/gone` });
  return () => receiver.close();
}

/** A name of the user's own, and a client whose accounts and rules are kept apart. */
async function seedRouting({ client }: EngineProcess): Promise<void> {
  const targets = ['anthropic/claude-sonnet-4-5', 'openai/gpt-5.1', 'self_hosted:qwen3-coder:30b'];
  await client.call('aliases.set', { name: 'smart', targets });
  await client.call('workspaces.update', {
    workspace: 'personal',
    budgets: [{ usd: 60, per: 'month' }],
  });
  await client.call('workspaces.create', {
    name: 'Acme',
    data_policy: 'zdr',
    region: 'eu',
    budgets: [
      { usd: 10, per: 'day' },
      { usd: 120, per: 'month' },
    ],
  });
  await client.call('virtual_keys.create', {
    label: 'Acme support bot',
    workspace: 'Acme',
    app: 'Support bot',
    environment: 'prod',
    tags: ['acme', 'support'],
  });
}

/** Prices and management keys of the user's own. */
async function seedSettings({ client }: EngineProcess): Promise<void> {
  await client.call('prices.set', { model: 'qwen3-coder:30b', input: 0.05, output: 0.2 });
  await client.call('prices.set', {
    model: 'openai/gpt-5.1',
    input: 1.0625,
    output: 8.5,
    cached_input: 0.10625,
  });
  await client.call('management_keys.create', { label: 'Nightly report', role: 'member' });
  await client.call('management_keys.create', { label: 'CI', role: 'admin' });
}

type Upstreams = Pick<Seeded, 'openai' | 'anthropic' | 'ollama'>;

async function seedCalls(
  { address }: EngineProcess,
  { openai, anthropic }: Upstreams,
  keys: Readonly<Record<string, string>>,
): Promise<void> {
  const chat = (key: string | undefined, model: string, agent: string): Promise<unknown> =>
    post(`${address}/v1/chat/completions`, key, agent, {
      model,
      messages: [{ role: 'user', content: 'hi' }],
    });
  openai.answerWith(answerChat(1840, 412));
  anthropic.answerWith((_request, response) => sendJson(response, 200, messageUsage));
  for (const model of ['gpt-4o', 'gpt-4o-mini', 'gpt-5.1', 'gpt-4o-mini']) {
    // oxlint-disable-next-line no-await-in-loop -- in this order
    await chat(keys['zed'], model, 'Zed/0.212.0');
  }
  for (let count = 0; count < 5; count += 1) {
    // oxlint-disable-next-line no-await-in-loop -- in this order
    await post(`${address}/v1/messages`, keys['agent'], 'claude-cli/2.0.14', {
      model: 'claude-sonnet-4-5',
      max_tokens: 100,
      messages: [{ role: 'user', content: 'hi' }],
    });
  }
  await chat(keys['zed'], 'qwen3-coder:31b', 'Zed/0.212.0');
  openai.answerWith((_request, response) =>
    sendJson(response, 429, {
      error: { message: 'Rate limit reached', type: 'tokens', code: null },
    }),
  );
  await chat(keys['zed'], 'gpt-5.1', 'Zed/0.212.0');
  openai.answerWith(answerChat(920, 188));
  await chat(keys['agent'], 'gpt-5.1', 'OpenAI/JS 7.55.0');
}

async function post(
  url: string,
  key: string | undefined,
  agent: string,
  body: unknown,
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key ?? ''}`,
      'content-type': 'application/json',
      'user-agent': agent,
    },
    body: JSON.stringify(body),
  });
  return response.text();
}

/** As OpenAI does, by the model that was asked for, with what is left of its limits. */
function answerChat(input: number, output: number): Answer {
  return ({ body }, response) => {
    const [, model] = /"model":"([^"]*)"/.exec(body.toString()) ?? [];
    for (const [name, value] of limits) response.setHeader(name, value);
    sendJson(response, 200, {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1,
      model,
      choices: [{ index: 0, message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
    });
  };
}

const limits = [
  ['x-ratelimit-limit-requests', '5000'],
  ['x-ratelimit-remaining-requests', '4310'],
  ['x-ratelimit-reset-requests', '12s'],
  ['x-ratelimit-limit-tokens', '450000'],
  ['x-ratelimit-remaining-tokens', '81000'],
  ['x-ratelimit-reset-tokens', '40s'],
] as const;

const messageUsage = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-5',
  content: [{ type: 'text', text: 'hi' }],
  stop_reason: 'end_turn',
  usage: {
    input_tokens: 2350,
    output_tokens: 640,
    cache_read_input_tokens: 18_200,
    cache_creation_input_tokens: 900,
  },
};
