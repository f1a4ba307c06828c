import type { Provider } from './provider.ts';

/**
 * Sources: docs.sarvam.ai/api-reference/authentication (its own `api-subscription-key` header, or the same key as
 * a bearer on every endpoint; a bad key is 403), .../api-reference/chat/chat-completions-v1,
 * .../api-reference-docs/ratelimits (no headers). Residency: inferbridge.dev/docs/api/keys files Sarvam under
 * `india`; Sarvam's own pages state no region.
 *
 * `GET /models` answers without a key, so the probe asks for one output token. A bad key is 403 whatever the rest
 * of the request; 400 and 422 (that model is gone) and 429 (limit or credit used up) come after the key was
 * accepted. `/v2` is a beta for further models and left out. Whether `stream_options` is accepted is not documented.
 */
export const sarvam: Provider = {
  id: 'sarvam',
  name: 'Sarvam AI',
  kind: 'provider',
  baseUrl: 'https://api.sarvam.ai/v1',
  dialects: {
    'openai-chat': { pathPrefix: '', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: {
    dialect: 'openai-chat',
    method: 'POST',
    path: '/chat/completions',
    body: JSON.stringify({
      model: 'sarvam-105b',
      messages: [{ role: 'user', content: 'Hi' }],
      max_tokens: 1,
    }),
    acceptedStatuses: [400, 422, 429],
  },
  isKeyRequired: true,
  keyShape: {
    prefixes: ['sk_'],
    // Stripe's secret keys begin the same way.
    pattern: /^sk_(?!live_|test_)[A-Za-z0-9_]{16,}$/,
    example: 'sk_example_that_is_not_a_key',
  },
  rateLimitHeaders: 'none',
  streamUsage: 'never',
  residency: 'india',
  priceListId: null,
  links: {
    keys: 'https://dashboard.sarvam.ai/key-management',
    usage: 'https://dashboard.sarvam.ai/usage',
    billing: 'https://dashboard.sarvam.ai/billing',
    docs: 'https://docs.sarvam.ai',
  },
};
