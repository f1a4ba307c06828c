import type { Provider } from './provider.ts';

/**
 * Documented at docs.auriko.ai/api-reference/overview and .../authentication: base URL, bearer `ak_`, chat,
 * responses, `/models`, and `GET /me`, which names the key and so proves it; .../contract/response-headers: OpenAI's
 * request headers with an ISO 8601 reset.
 *
 * Assumed from "the same request and response format as OpenAI": the model list's shape and `stream_options`.
 * The dashboard's inner pages are not published, so its front page is linked.
 */
export const auriko: Provider = {
  id: 'auriko',
  name: 'Auriko',
  kind: 'gateway',
  baseUrl: 'https://api.auriko.ai/v1',
  dialects: {
    'openai-chat': { pathPrefix: '', auth: 'bearer' },
    'openai-responses': { pathPrefix: '', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: { dialect: 'openai-chat', method: 'GET', path: '/me' },
  isKeyRequired: true,
  keyShape: {
    prefixes: ['ak_live_', 'ak_'],
    pattern: /^ak_[\w-]{16,}$/,
    example: 'ak_live_example-that-is-not-a-key',
  },
  rateLimitHeaders: 'openai',
  streamUsage: 'on_request',
  residency: null,
  priceListId: null,
  links: {
    keys: 'https://www.auriko.ai/dashboard',
    usage: 'https://www.auriko.ai/dashboard',
    billing: 'https://www.auriko.ai/dashboard',
    docs: 'https://docs.auriko.ai',
  },
};
