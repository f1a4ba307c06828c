import type { Provider } from './provider.ts';

/**
 * Sources: docs.mistral.ai/api (base URL, bearer, models), docs.mistral.ai/resources/migration-guides (chat is
 * OpenAI-compatible). `stream_options` is refused with 422 (github.com/openai/openai-agents-python issue 442), and
 * usage comes in the last chunk anyway. Header names are those seen on answers; the docs name none.
 *
 * Hosted in the EU by default, but the processor list has included the USA since February 2025, so no residency
 * is claimed.
 */
export const mistral: Provider = {
  id: 'mistral',
  name: 'Mistral AI',
  kind: 'provider',
  baseUrl: 'https://api.mistral.ai/v1',
  dialects: {
    'openai-chat': { pathPrefix: '', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: null,
  isKeyRequired: true,
  keyShape: {
    prefixes: [],
    pattern: /^[A-Za-z0-9]{32}$/,
    example: 'exampleThatIsNotAKey000000000000',
  },
  rateLimitHeaders: 'mistral',
  streamUsage: 'always',
  residency: null,
  priceListId: 'mistral',
  links: {
    keys: 'https://console.mistral.ai/api-keys',
    usage: 'https://admin.mistral.ai/organization/usage',
    billing: 'https://admin.mistral.ai/organization/billing',
    docs: 'https://docs.mistral.ai',
  },
};
