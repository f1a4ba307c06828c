import type { Provider } from './provider.ts';

/**
 * Sources: console.groq.com/docs/openai (base URL, bearer, chat and responses; no Anthropic-style endpoint),
 * console.groq.com/docs/api-reference (models, `stream_options`), console.groq.com/docs/rate-limits (OpenAI's header
 * names; there `requests` counts a day and `tokens` a minute).
 */
export const groq: Provider = {
  id: 'groq',
  name: 'Groq',
  kind: 'provider',
  baseUrl: 'https://api.groq.com/openai/v1',
  dialects: {
    'openai-chat': { pathPrefix: '', auth: 'bearer' },
    'openai-responses': { pathPrefix: '', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: null,
  isKeyRequired: true,
  keyShape: {
    prefixes: ['gsk_'],
    pattern: /^gsk_[A-Za-z0-9]{20,}$/,
    example: 'gsk_exampleThatIsNotAKey00',
  },
  rateLimitHeaders: 'openai',
  streamUsage: 'on_request',
  residency: null,
  priceListId: 'groq',
  links: {
    keys: 'https://console.groq.com/keys',
    usage: 'https://console.groq.com/dashboard/usage',
    billing: 'https://console.groq.com/settings/billing',
    docs: 'https://console.groq.com/docs',
  },
};
