import type { Provider } from './provider.ts';

/**
 * Sources: inference-docs.cerebras.ai/resources/openai (base URL, bearer; no Anthropic-style endpoint),
 * .../support/rate-limits (headers, resets in seconds). The model list refuses a wrong key with 401. That
 * `stream_options` is accepted is seen in recordings of clients, not documented. The console's pages depend on the
 * organization, so its front page is linked.
 */
export const cerebras: Provider = {
  id: 'cerebras',
  name: 'Cerebras',
  kind: 'provider',
  baseUrl: 'https://api.cerebras.ai/v1',
  dialects: {
    'openai-chat': { pathPrefix: '', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: null,
  isKeyRequired: true,
  keyShape: {
    prefixes: ['csk-'],
    pattern: /^csk-[a-z0-9]{20,}$/,
    example: 'csk-examplethatisnotakey00',
  },
  rateLimitHeaders: 'cerebras',
  streamUsage: 'on_request',
  residency: null,
  priceListId: 'cerebras',
  links: {
    keys: 'https://cloud.cerebras.ai',
    usage: 'https://cloud.cerebras.ai',
    billing: 'https://cloud.cerebras.ai',
    docs: 'https://inference-docs.cerebras.ai',
  },
};
