import type { Provider } from './provider.ts';

/**
 * The Kimi API. Sources: platform.kimi.ai/docs/overview (OpenAI and Anthropic formats; the API host stays
 * api.moonshot.ai), .../docs/api/errors (keys of regional platforms are not interchangeable), .../docs/pricing/limits
 * (no headers). The Anthropic format is at `/anthropic`, where Claude Code is pointed with a bearer. Keys of Kimi
 * Code (`sk-kimi-`) belong to another service and are refused here.
 */
export const moonshot: Provider = {
  id: 'moonshot',
  name: 'Moonshot AI (Kimi)',
  kind: 'provider',
  baseUrl: 'https://api.moonshot.ai',
  dialects: {
    'openai-chat': { pathPrefix: '/v1', auth: 'bearer' },
    'anthropic-messages': { pathPrefix: '/anthropic/v1', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: null,
  isKeyRequired: true,
  keyShape: {
    prefixes: ['sk-'],
    pattern: /^sk-[A-Za-z0-9]{48}$/,
    example: 'sk-000000000000000000000000000000000000000000000000',
  },
  rateLimitHeaders: 'none',
  streamUsage: 'on_request',
  residency: null,
  priceListId: 'moonshotai',
  links: {
    keys: 'https://platform.kimi.ai/console/api-keys',
    usage: 'https://platform.kimi.ai/console/account',
    billing: 'https://platform.kimi.ai/console/pay',
    docs: 'https://platform.kimi.ai/docs',
  },
  presets: [{ name: 'China', baseUrl: 'https://api.moonshot.cn' }],
};
