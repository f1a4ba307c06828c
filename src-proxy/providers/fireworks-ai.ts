import type { Provider } from './provider.ts';

/**
 * Sources: docs.fireworks.ai/tools-sdks/openai-compatibility (base URL; usage in the last chunk of every stream),
 * .../tools-sdks/anthropic-compatibility (`/v1/messages`, bearer), .../nexus/apis-and-sdks (the three dialects under
 * one host), .../serverless/rate-limits (headers; their token limits count a second, and no reset is sent). The US
 * host serves its models in the United States only.
 */
export const fireworksAi: Provider = {
  id: 'fireworks_ai',
  name: 'Fireworks AI',
  kind: 'provider',
  baseUrl: 'https://api.fireworks.ai/inference',
  dialects: {
    'openai-chat': { pathPrefix: '/v1', auth: 'bearer' },
    'openai-responses': { pathPrefix: '/v1', auth: 'bearer' },
    'anthropic-messages': { pathPrefix: '/v1', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: null,
  isKeyRequired: true,
  keyShape: {
    prefixes: ['fw_'],
    pattern: /^fw_[A-Za-z0-9]{20,}$/,
    example: 'fw_exampleThatIsNotAKey00',
  },
  rateLimitHeaders: 'fireworks',
  streamUsage: 'always',
  residency: null,
  priceListId: 'fireworks',
  links: {
    keys: 'https://app.fireworks.ai/settings/users/api-keys',
    usage: 'https://app.fireworks.ai/account/usage',
    billing: 'https://app.fireworks.ai/account/billing',
    docs: 'https://docs.fireworks.ai',
  },
  presets: [{ name: 'United States', baseUrl: 'https://us.api.fireworks.ai/inference' }],
};
