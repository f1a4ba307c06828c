import type { DialectName } from '../../src-proxy/dialects/dialect-name.ts';

/** How one dialect asks for a model's words, and how it says no. */
export interface DialectCall {
  readonly name: DialectName;
  readonly provider: 'openai' | 'anthropic' | 'google_ai_studio';
  path(model: string, isStreamed: boolean): string;
  /** The headers that carry a virtual key. */
  credentials(key: string): Readonly<Record<string, string>>;
  /** A greeting; without a model where it is undefined and stands in the body. */
  body(model: string | undefined, isStreamed: boolean): Record<string, unknown>;
  /** What an error of this dialect looks like, as far as it says these. */
  error(facts: { readonly code: string; readonly status: number }): object;
  /** The first event of a stream, as far as it needs to be one. */
  readonly streamStart: string;
}

const messages = [{ role: 'user', content: 'Hello' }];
const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });
const openAiError: DialectCall['error'] = ({ code }) => ({ error: { code, param: null } });

export const dialectCalls: readonly DialectCall[] = [
  {
    name: 'openai-chat',
    provider: 'openai',
    path: () => '/v1/chat/completions',
    credentials: bearer,
    body: (model, stream) => ({ model, messages, stream }),
    error: openAiError,
    streamStart: `data: {"choices":[{"index":0,"delta":{"content":"caf\u00e9"},"finish_reason":null}]}\n\n`,
  },
  {
    name: 'openai-responses',
    provider: 'openai',
    path: () => '/v1/responses',
    credentials: bearer,
    body: (model, stream) => ({ model, input: 'Hello', stream }),
    error: openAiError,
    streamStart:
      'event: response.output_text.delta\ndata: {"type":"response.output_text.delta","delta":"a"}\n\n',
  },
  {
    name: 'anthropic-messages',
    provider: 'anthropic',
    path: () => '/v1/messages',
    credentials: (key) => ({ 'x-api-key': key, 'anthropic-version': '2023-06-01' }),
    body: (model, stream) => ({ model, max_tokens: 9, messages, stream }),
    error: ({ code }) => ({ type: 'error', error: { code, details: { error_code: code } } }),
    streamStart: 'event: ping\ndata: {"type":"ping"}\n\n',
  },
  {
    name: 'gemini',
    provider: 'google_ai_studio',
    path: (model, isStreamed) =>
      `/v1beta/models/${model}:${isStreamed ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    credentials: (key) => ({ 'x-goog-api-key': key }),
    body: () => ({ contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] }),
    error: ({ code, status }) => ({
      error: { code: status, details: [{ reason: code, domain: 'latchport' }] },
    }),
    streamStart: 'data: {"candidates":[{"content":{"parts":[{"text":"a"}]}}]}\n\n',
  },
];
