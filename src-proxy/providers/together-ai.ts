import type { Provider } from './provider.ts';

/**
 * Sources: docs.together.ai/docs/openai-api-compatibility (host api.together.ai, bearer; no Anthropic-style
 * endpoint), docs.together.ai/reference/models-1 (a bare array), support.together.ai article 8988956
 * (`x-ratelimit-*` headers; today's limits page explains dynamic limits and no longer lists them).
 *
 * That `stream_options` is accepted is common client practice, not written down by Together.
 */
export const togetherAi: Provider = {
  id: 'together_ai',
  name: 'Together AI',
  kind: 'provider',
  baseUrl: 'https://api.together.ai/v1',
  dialects: {
    'openai-chat': { pathPrefix: '', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'array' },
  probe: null,
  isKeyRequired: true,
  keyShape: {
    prefixes: ['tgp_v1_'],
    pattern: /^(?:tgp_v1_[\w-]{20,}|[0-9a-f]{64})$/,
    example: 'tgp_v1_example-that-is-not-a-key',
  },
  rateLimitHeaders: 'plain',
  streamUsage: 'on_request',
  residency: null,
  priceListId: 'together',
  links: {
    keys: 'https://api.together.ai/settings/projects/~current/api-keys',
    usage: 'https://api.together.ai/settings/billing',
    billing: 'https://api.together.ai/settings/billing',
    docs: 'https://docs.together.ai',
  },
};
