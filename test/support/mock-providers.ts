import type { ServerResponse } from 'node:http';
import { LLMock, type FixtureMatch, type Mountable } from '@copilotkit/aimock';

/** The keys the mocked providers take, and no other. */
export const providerKeys = {
  openai: 'sk-proj-mock-provider-key-0123456789',
  anthropic: 'sk-ant-api03-mock-provider-key-0123456789',
  google: 'AIzaMockProviderKey0123456789',
} as const;

export const models = {
  openai: 'gpt-4o-mini',
  embedding: 'text-embedding-3-small',
  anthropic: 'claude-sonnet-4-6',
  google: 'gemini-2.5-flash',
  googleEmbedding: 'gemini-embedding-001',
} as const;

/** Every mocked model says this to a greeting, in many small pieces; its characters take one to four bytes. */
export const GREETING = 'Grüezi 👋 你好 - what can I do?';
/** And this once it was told what the tool found. */
export const FORECAST = 'It is 21 °C in Zürich.';
/** What it calls for a question about the weather. */
export const WEATHER_CALL = { name: 'get_weather', arguments: { city: 'Zürich' } } as const;
export const SPOKEN = Buffer.from([0xff, 0xf3, 0x00, 0x80, 0x0d, 0x0a, 0xc3, 0x28]);
export const HEARD = 'Grüezi mitenand';
export const VECTOR: readonly number[] = [0.25, -0.5, 0.125];
export const INPUT_TOKENS = 1000;
export const OUTPUT_TOKENS = 500;
export const COUNTED_TOKENS = 17;

const usage = { prompt_tokens: INPUT_TOKENS, completion_tokens: OUTPUT_TOKENS };

export interface MockProviders {
  readonly openai: LLMock;
  readonly anthropic: LLMock;
  readonly google: LLMock;
  close(): Promise<void>;
}

/** OpenAI, Anthropic and Google as aimock plays them, each on a port of its own. */
export async function startMockProviders(): Promise<MockProviders> {
  const openai = mockOpenAi();
  const anthropic = mock(providerKeys.anthropic)
    .mount('/v1/models', answering('GET', '/', anthropicModels))
    .mount('/v1/messages', answering('POST', '/count_tokens', { input_tokens: COUNTED_TOKENS }));
  converse(anthropic, models.anthropic);
  const google = mock(providerKeys.google).mount('/v1beta/models', googleModelsDoor);
  converse(google, models.google);
  const all = [openai, anthropic, google];
  await Promise.all(all.map((server) => server.start()));
  return {
    openai,
    anthropic,
    google,
    close: async () => {
      await Promise.all(all.map((server) => server.stop()));
    },
  };
}

function mock(key: string): LLMock {
  return new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 3, auth: { apiKeys: [key] } });
}

/** The three turns every chat model can be asked for. */
function converse(server: LLMock, model: string): void {
  const chat: FixtureMatch = { model, endpoint: 'chat' };
  server
    .on({ ...chat, hasToolResult: true }, { content: FORECAST, usage })
    .on({ ...chat, userMessage: 'weather' }, { toolCalls: [WEATHER_CALL], usage })
    .on({ ...chat, userMessage: 'Hello' }, { content: GREETING, usage });
}

function mockOpenAi(): LLMock {
  const server = mock(providerKeys.openai);
  converse(server, models.openai);
  const embedding: FixtureMatch = { model: models.embedding, endpoint: 'embedding' };
  return server
    .on(embedding, { embedding: [...VECTOR] })
    .onImage(/cat/, { image: { b64Json: 'aW1hZ2U=' } })
    .onSpeech(/Grüezi/, { audio: SPOKEN.toString('base64'), format: 'mp3' })
    .onTranscription({ transcription: { text: HEARD } })
    .onTranslation({ transcription: { text: 'Hello everybody' } })
    .onModerate(/kill/, { flagged: true, categories: { violence: true } });
}

const anthropicModels = {
  data: [
    {
      type: 'model',
      id: models.anthropic,
      display_name: 'Claude Sonnet 4.6',
      created_at: '2026-02-17T00:00:00Z',
    },
  ],
  has_more: false,
  first_id: models.anthropic,
  last_id: models.anthropic,
};

const googleModels = {
  models: [
    [models.google, ['generateContent', 'countTokens']],
    [models.googleEmbedding, ['embedContent']],
  ].map(([id, supportedGenerationMethods]) => ({
    name: `models/${String(id)}`,
    displayName: id,
    supportedGenerationMethods,
  })),
};

/** What aimock does not play of Google's: the list, counting tokens, embedding several texts at once. */
const googleModelsDoor: Mountable = {
  handleRequest: async (request, response, path) => {
    if (request.method === 'GET' && path === '/') return send(response, googleModels);
    if (path.endsWith(':countTokens')) return send(response, { totalTokens: COUNTED_TOKENS });
    if (path.endsWith(':batchEmbedContents')) {
      return send(response, { embeddings: [{ values: VECTOR }] });
    }
    return false;
  },
};

function answering(method: string, path: string, body: unknown): Mountable {
  return {
    handleRequest: async (request, response, asked) =>
      request.method === method && asked === path && send(response, body),
  };
}

function send(response: ServerResponse, body: unknown): true {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  return true;
}
