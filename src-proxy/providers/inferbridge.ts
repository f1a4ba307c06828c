import type { Provider } from './provider.ts';

/**
 * Documented at inferbridge.dev/docs/api: authentication (bearer `ib_` with 32 base62 characters, older keys
 * `agni_`), chat-completions (base URL; unknown top-level members are rejected with 422, and `stream_options` is not
 * among the known ones), errors (`X-RateLimit-Limit-RPM` and `-TPM` on a 429), keys (`GET /keys` lists the account's
 * own provider keys without their secrets; used as the probe). There is no model list: a model is one of the modes
 * `ib/cheap`, `ib/balanced`, `ib/premium`.
 *
 * It has no console and bills nothing itself, so the links lead to its API pages. Older pages show the host
 * inferbridge.dev.
 */
export const inferbridge: Provider = {
  id: 'inferbridge',
  name: 'InferBridge',
  kind: 'gateway',
  baseUrl: 'https://api.inferbridge.dev/v1',
  dialects: {
    'openai-chat': { pathPrefix: '', auth: 'bearer' },
  },
  modelListing: null,
  probe: { dialect: 'openai-chat', method: 'GET', path: '/keys' },
  isKeyRequired: true,
  keyShape: {
    prefixes: ['agni_', 'ib_'],
    pattern: /^(?:ib|agni)_[A-Za-z0-9]{32}$/,
    example: 'ib_exampleThatIsNotAKey000000000000',
  },
  rateLimitHeaders: 'inferbridge',
  streamUsage: 'never',
  residency: null,
  priceListId: null,
  links: {
    keys: 'https://www.inferbridge.dev/docs/api/keys',
    usage: 'https://www.inferbridge.dev/docs/api/stats',
    billing: 'https://www.inferbridge.dev/docs',
    docs: 'https://www.inferbridge.dev/docs',
  },
};
