import type { Provider } from './provider.ts';

/**
 * Sources: ai.google.dev/api (host, `/v1beta`, `x-goog-api-key`), .../api/models (pageSize up to 1000,
 * nextPageToken), .../gemini-api/docs/openai (chat layer, bearer), .../gemini-api/docs/api-key: since 2026 new
 * keys are authorization keys (`AQ.`), and standard keys (`AIza`) were to be rejected from September 2026.
 * A bad standard key is answered 400 with reason API_KEY_INVALID, not 401.
 *
 * Authorization keys were reported in June 2026 to be refused by the chat layer while the Gemini dialect takes
 * them; models are therefore listed through the Gemini dialect. No rate-limit headers are documented: a 429
 * carries its delay in the body.
 */
export const googleAiStudio: Provider = {
  id: 'google_ai_studio',
  name: 'Google AI Studio',
  kind: 'provider',
  baseUrl: 'https://generativelanguage.googleapis.com',
  dialects: {
    gemini: { pathPrefix: '/v1beta', auth: 'x-goog-api-key' },
    'openai-chat': { pathPrefix: '/v1beta/openai', auth: 'bearer' },
  },
  modelListing: { dialect: 'gemini', path: '/models?pageSize=1000', shape: 'gemini' },
  probe: null,
  refusedKeyStatuses: [400],
  isKeyRequired: true,
  keyShape: {
    prefixes: ['AIza', 'AQ.'],
    pattern: /^(?:AIza[\w-]{35}|AQ\.[\w-]{20,})$/,
    example: 'AQ.example-that-is-not-a-key',
  },
  rateLimitHeaders: 'none',
  streamUsage: 'on_request',
  residency: null,
  priceListId: 'google',
  links: {
    keys: 'https://aistudio.google.com/api-keys',
    usage: 'https://aistudio.google.com/usage',
    billing: 'https://aistudio.google.com/spend',
    docs: 'https://ai.google.dev/gemini-api/docs',
  },
};
