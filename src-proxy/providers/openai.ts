import type { Provider } from './provider.ts';

/**
 * The reference the others imitate. Sources: developers.openai.com/api/reference/overview (base URL, bearer,
 * models), the rate limits guide (headers; project limits since June 2026), the chat reference
 * (`stream_options.include_usage`), the data controls guide (regional hosts, for projects created in that region).
 */
export const openai: Provider = {
  id: 'openai',
  name: 'OpenAI',
  kind: 'provider',
  baseUrl: 'https://api.openai.com/v1',
  dialects: {
    'openai-chat': { pathPrefix: '', auth: 'bearer' },
    'openai-responses': { pathPrefix: '', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: null,
  isKeyRequired: true,
  keyShape: {
    prefixes: ['sk-svcacct-', 'sk-admin-', 'sk-proj-', 'sk-'],
    pattern: /^sk-(?:(?:proj|svcacct|admin)-[\w-]{20,}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})$/,
    example: 'sk-proj-example-that-is-not-a-key',
  },
  rateLimitHeaders: 'openai',
  streamUsage: 'on_request',
  residency: null,
  priceListId: 'openai',
  links: {
    keys: 'https://platform.openai.com/api-keys',
    usage: 'https://platform.openai.com/usage',
    billing: 'https://platform.openai.com/settings/organization/billing/overview',
    docs: 'https://developers.openai.com/api/docs',
  },
  presets: [{ name: 'Europe', baseUrl: 'https://eu.api.openai.com/v1' }],
};
