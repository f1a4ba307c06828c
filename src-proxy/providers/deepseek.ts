import type { Provider } from './provider.ts';

/**
 * Sources: api-docs.deepseek.com (base URL without `/v1`), .../guides/anthropic_api (`/anthropic`, `x-api-key`
 * fully supported), .../api/list-models, .../api/create-chat-completion (`stream_options.include_usage`),
 * .../quick_start/rate_limit (concurrency is limited, no headers are documented).
 */
export const deepseek: Provider = {
  id: 'deepseek',
  name: 'DeepSeek',
  kind: 'provider',
  baseUrl: 'https://api.deepseek.com',
  dialects: {
    'openai-chat': { pathPrefix: '', auth: 'bearer' },
    'anthropic-messages': { pathPrefix: '/anthropic/v1', auth: 'x-api-key' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: null,
  isKeyRequired: true,
  keyShape: {
    prefixes: ['sk-'],
    pattern: /^sk-[0-9a-f]{32}$/,
    example: 'sk-00000000000000000000000000000000',
  },
  rateLimitHeaders: 'none',
  streamUsage: 'on_request',
  residency: null,
  priceListId: 'deepseek',
  links: {
    keys: 'https://platform.deepseek.com/api_keys',
    usage: 'https://platform.deepseek.com/usage',
    billing: 'https://platform.deepseek.com/top_up',
    docs: 'https://api-docs.deepseek.com',
  },
};
