import type { Provider } from './provider.ts';

/**
 * Documented at anyint.ai/docs/en/api-reference: the families' prefixes, bearer for OpenAI and Gemini routes,
 * `x-api-key` with `anthropic-version` for Anthropic routes, `GET /openai/v1/models` with display_name and has_more;
 * .../account-and-billing/api-keys: the `sk-plan-` and `sk-custom-` prefixes of subscription keys. Responses is a beta.
 * The host is api.anyint.ai; older pages show gateway.api.anyint.ai.
 *
 * Assumed, because nothing is written: no rate-limit headers, and that `stream_options` must not be added. The
 * shape of pay-as-you-go keys is not published. Links lead to the documentation, which names no console address.
 */
export const anyint: Provider = {
  id: 'anyint',
  name: 'AnyInt',
  kind: 'gateway',
  baseUrl: 'https://api.anyint.ai',
  dialects: {
    'openai-chat': { pathPrefix: '/openai/v1', auth: 'bearer' },
    'openai-responses': { pathPrefix: '/openai/v1', auth: 'bearer' },
    'anthropic-messages': {
      pathPrefix: '/anthropic/v1',
      auth: 'x-api-key',
      headers: { 'anthropic-version': '2023-06-01' },
    },
    gemini: { pathPrefix: '/gemini/v1beta', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'anthropic' },
  probe: null,
  isKeyRequired: true,
  keyShape: {
    prefixes: ['sk-custom-', 'sk-plan-'],
    pattern: /^sk-(?:plan|custom)-[\w-]{16,}$/,
    example: 'sk-plan-example-that-is-not-a-key',
  },
  rateLimitHeaders: 'none',
  streamUsage: 'never',
  residency: null,
  priceListId: null,
  links: {
    keys: 'https://anyint.ai/docs/en/account-and-billing/api-keys',
    usage: 'https://anyint.ai/docs/en/account-and-billing/overview',
    billing: 'https://anyint.ai/docs/en/account-and-billing',
    docs: 'https://anyint.ai/docs',
  },
};
