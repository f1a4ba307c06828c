import type { Provider } from './provider.ts';

/**
 * Sources: docs.z.ai/api-reference/introduction (general endpoint, bearer), .../guides/develop/http/introduction
 * (a key is `id.secret`), .../devpack/tool/claude (`/api/anthropic` with a bearer), .../guides/capabilities/streaming
 * (usage in the last chunk of every stream). No rate-limit headers are documented.
 *
 * `GET /models` is not in the reference; it exists, refuses a missing key with 401, and is assumed to have OpenAI's
 * shape. The GLM Coding Plan's chat endpoint is reached with the base URL https://api.z.ai/api/coding, which then has
 * no Anthropic-style endpoint below it; the general base URL's serves that plan too.
 */
export const zAi: Provider = {
  id: 'z_ai',
  name: 'Z.ai',
  kind: 'provider',
  baseUrl: 'https://api.z.ai/api',
  dialects: {
    'openai-chat': { pathPrefix: '/paas/v4', auth: 'bearer' },
    'anthropic-messages': { pathPrefix: '/anthropic/v1', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: null,
  isKeyRequired: true,
  keyShape: {
    prefixes: [],
    pattern: /^[0-9a-f]{32}\.[A-Za-z0-9]{16}$/,
    example: '00000000000000000000000000000000.exampleNotAKey00',
  },
  rateLimitHeaders: 'none',
  streamUsage: 'always',
  residency: null,
  priceListId: 'zai',
  links: {
    keys: 'https://z.ai/manage-apikey/apikey-list',
    usage: 'https://z.ai/manage-apikey/billing',
    billing: 'https://z.ai/manage-apikey/billing',
    docs: 'https://docs.z.ai',
  },
};
