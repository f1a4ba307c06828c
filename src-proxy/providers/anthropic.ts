import type { Provider } from './provider.ts';

/**
 * Sources: platform.claude.com/docs/en/api/overview (`x-api-key`, required `anthropic-version`), the List Models
 * reference (limit up to 1000), platform.claude.com/docs/en/api/rate-limits (headers), .../api/openai-sdk (the chat
 * layer: same host, bearer, `stream_options` honoured; meant for trying out rather than for production).
 */
export const anthropic: Provider = {
  id: 'anthropic',
  name: 'Anthropic',
  kind: 'provider',
  baseUrl: 'https://api.anthropic.com',
  dialects: {
    'anthropic-messages': {
      pathPrefix: '/v1',
      auth: 'x-api-key',
      headers: { 'anthropic-version': '2023-06-01' },
    },
    'openai-chat': { pathPrefix: '/v1', auth: 'bearer' },
  },
  modelListing: {
    dialect: 'anthropic-messages',
    path: '/models?limit=1000',
    shape: 'anthropic',
  },
  probe: null,
  isKeyRequired: true,
  keyShape: {
    prefixes: ['sk-ant-api03-', 'sk-ant-'],
    pattern: /^sk-ant-[\w-]{20,}$/,
    example: 'sk-ant-api03-example-that-is-not-a-key',
  },
  rateLimitHeaders: 'anthropic',
  streamUsage: 'on_request',
  residency: null,
  priceListId: 'anthropic',
  links: {
    keys: 'https://platform.claude.com/settings/keys',
    usage: 'https://platform.claude.com/usage',
    billing: 'https://platform.claude.com/settings/billing',
    docs: 'https://platform.claude.com/docs',
  },
};
