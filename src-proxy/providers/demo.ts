import type { Provider } from './provider.ts';

/**
 * The engine's own stand-in, so that the whole path works without any account. Its host is a name only: calls to
 * it are answered inside the engine and never reach the network (`.internal` is reserved for private use by ICANN).
 */
export const demo: Provider = {
  id: 'demo',
  name: 'Demo',
  kind: 'demo',
  baseUrl: 'http://demo.latchport.internal',
  dialects: {
    'openai-chat': { pathPrefix: '/v1', auth: 'none' },
    'openai-responses': { pathPrefix: '/v1', auth: 'none' },
    'anthropic-messages': { pathPrefix: '/v1', auth: 'none' },
    gemini: { pathPrefix: '/v1beta', auth: 'none' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: null,
  isKeyRequired: false,
  keyShape: null,
  rateLimitHeaders: 'none',
  streamUsage: 'on_request',
  residency: null,
  priceListId: null,
  links: null,
};
