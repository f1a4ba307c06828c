import type { Provider } from './provider.ts';

/**
 * A server of the user's own. The base URL includes the version (`/v1`), as all these servers document it; chat,
 * responses, messages and models are below it in each: the compatibility pages of docs.ollama.com,
 * lmstudio.ai/docs/developer and docs.vllm.ai, and llama.cpp's tools/server/README.md. A key, where the server was
 * given one, goes as a bearer on every route.
 *
 * Rate-limit headers are read in OpenAI's form, which is what proxies in front of such servers send.
 */
export const selfHosted: Provider = {
  id: 'self_hosted',
  name: 'Self-hosted',
  kind: 'self_hosted',
  baseUrl: null,
  dialects: {
    'openai-chat': { pathPrefix: '', auth: 'bearer' },
    'openai-responses': { pathPrefix: '', auth: 'bearer' },
    'anthropic-messages': { pathPrefix: '', auth: 'bearer' },
  },
  modelListing: { dialect: 'openai-chat', path: '/models', shape: 'openai' },
  probe: null,
  isKeyRequired: false,
  keyShape: null,
  rateLimitHeaders: 'openai',
  streamUsage: 'on_request',
  residency: null,
  priceListId: null,
  links: null,
  presets: [
    { name: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1' },
    { name: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1' },
    { name: 'vLLM', baseUrl: 'http://127.0.0.1:8000/v1' },
    { name: 'llama.cpp', baseUrl: 'http://127.0.0.1:8080/v1' },
  ],
};
