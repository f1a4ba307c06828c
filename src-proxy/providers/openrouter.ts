import type { Provider } from './provider.ts';

/**
 * Sources: openrouter.ai/docs/quickstart (base URL, bearer), its Claude Code guide (Anthropic-style below the same
 * `/v1`, bearer), .../docs/use-cases/usage-accounting (usage always comes; `stream_options` has no effect), the limits
 * page (`GET /key`; `X-RateLimit-*` with the reset in epoch milliseconds). The model list is public, so `GET /key`
 * proves the key. The EU host is for business accounts.
 */
export const openrouter: Provider = {
  id: 'openrouter',
  name: 'OpenRouter',
  kind: 'gateway',
  baseUrl: 'https://openrouter.ai/api/v1',
  dialects: {
    'openai-chat': { pathPrefix: '', auth: 'bearer' },
    'openai-responses': { pathPrefix: '', auth: 'bearer' },
    'anthropic-messages': { pathPrefix: '', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: { dialect: 'openai-chat', method: 'GET', path: '/key' },
  isKeyRequired: true,
  keyShape: {
    prefixes: ['sk-or-v1-', 'sk-or-'],
    pattern: /^sk-or-[\w-]{20,}$/,
    example: 'sk-or-v1-example-that-is-not-a-key',
  },
  rateLimitHeaders: 'plain',
  streamUsage: 'always',
  residency: null,
  priceListId: 'openrouter',
  links: {
    keys: 'https://openrouter.ai/settings/keys',
    usage: 'https://openrouter.ai/activity',
    billing: 'https://openrouter.ai/settings/credits',
    docs: 'https://openrouter.ai/docs',
  },
  presets: [{ name: 'Europe', baseUrl: 'https://eu.openrouter.ai/api/v1' }],
};
