import type { Provider } from './provider.ts';

/**
 * Sources: platform.minimax.io/docs/api-reference/text-openai-api (chat, responses and models below `/v1`, bearer),
 * .../api-reference/text-anthropic-api (`/anthropic`, a bearer in the HTTP examples), .../guides/rate-limits (no
 * headers), .../token-plan/intro (subscription keys are separate from pay-as-you-go keys). The China platform has its
 * own host and its own keys.
 */
export const minimax: Provider = {
  id: 'minimax',
  name: 'MiniMax',
  kind: 'provider',
  baseUrl: 'https://api.minimax.io',
  dialects: {
    'openai-chat': { pathPrefix: '/v1', auth: 'bearer' },
    'openai-responses': { pathPrefix: '/v1', auth: 'bearer' },
    'anthropic-messages': { pathPrefix: '/anthropic/v1', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: null,
  isKeyRequired: true,
  keyShape: {
    prefixes: ['sk-api-', 'sk-cp-', 'eyJ'],
    pattern: /^(?:sk-(?:api|cp)-[\w-]{20,}|eyJ[\w-]+\.[\w-]+\.[\w-]+)$/,
    example: 'sk-api-example-that-is-not-a-key',
  },
  rateLimitHeaders: 'none',
  streamUsage: 'on_request',
  residency: null,
  priceListId: 'minimax',
  links: {
    keys: 'https://platform.minimax.io/user-center/basic-information/interface-key',
    usage: 'https://platform.minimax.io/user-center/payment/token-plan',
    billing: 'https://platform.minimax.io/user-center/payment/balance',
    docs: 'https://platform.minimax.io/docs',
  },
  presets: [{ name: 'China', baseUrl: 'https://api.minimaxi.com' }],
};
