import type { Provider } from './provider.ts';

/**
 * Documented at docs.andoai.xyz/docs/developers/api-reference and .../virtual-keys: base URL, bearer `sk-ando_`,
 * `GET /v1/models` as the test of a key, chat, and a buffered text subset of responses (streams of that dialect
 * are not promised).
 *
 * Assumed, because nothing is written: OpenAI's model-list shape, no rate-limit headers, and that
 * `stream_options` must not be added. The console's address is not published; links lead to the pages that
 * explain keys, spend and limits.
 */
export const ando: Provider = {
  id: 'ando',
  name: 'Ando',
  kind: 'gateway',
  baseUrl: 'https://inference.andoai.xyz/v1',
  dialects: {
    'openai-chat': { pathPrefix: '', auth: 'bearer' },
    'openai-responses': { pathPrefix: '', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: null,
  isKeyRequired: true,
  keyShape: {
    prefixes: ['sk-ando_'],
    pattern: /^sk-ando_[\w-]{16,}$/,
    example: 'sk-ando_example-that-is-not-a-key',
  },
  rateLimitHeaders: 'none',
  streamUsage: 'never',
  residency: null,
  priceListId: null,
  links: {
    keys: 'https://docs.andoai.xyz/docs/developers/virtual-keys',
    usage: 'https://docs.andoai.xyz/docs/apps/inference-tokens',
    billing: 'https://docs.andoai.xyz/docs/apps/settings',
    docs: 'https://docs.andoai.xyz/docs/developers',
  },
};
