import type { Provider } from './provider.ts';

/**
 * Sources: docs.x.ai/developers/rest-api-reference (host, bearer, models, responses, and chat as the legacy one), the
 * regions page (US host, fewer models). The Anthropic-style `/v1/messages` is documented as fully deprecated and
 * therefore left out. A bad key is answered 400 "Incorrect API key provided", also on the model list.
 *
 * docs.x.ai/developers/rate-limits names no headers; answers were seen with OpenAI's names.
 */
export const xai: Provider = {
  id: 'xai',
  name: 'xAI',
  kind: 'provider',
  baseUrl: 'https://api.x.ai/v1',
  dialects: {
    'openai-chat': { pathPrefix: '', auth: 'bearer' },
    'openai-responses': { pathPrefix: '', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: null,
  refusedKeyStatuses: [400],
  isKeyRequired: true,
  keyShape: {
    prefixes: ['xai-'],
    pattern: /^xai-[\w-]{20,}$/,
    example: 'xai-example-that-is-not-a-key',
  },
  rateLimitHeaders: 'openai',
  streamUsage: 'on_request',
  residency: null,
  priceListId: 'x-ai',
  links: {
    keys: 'https://console.x.ai/team/default/api-keys',
    usage: 'https://console.x.ai/team/default/usage',
    billing: 'https://console.x.ai/team/default/billing',
    docs: 'https://docs.x.ai',
  },
  presets: [{ name: 'United States', baseUrl: 'https://us.api.x.ai/v1' }],
};
