import { describe, expect, it } from 'vitest';
import { dialectNames } from '../../../src-proxy/dialects/dialect-name.ts';
import { findProvider, listProviders } from '../../../src-proxy/providers/catalog.ts';
import type { DialectName } from '../../../src-proxy/dialects/dialect-name.ts';
import type { Provider } from '../../../src-proxy/providers/provider.ts';

function endpointsOf(provider: Provider): { dialect: DialectName; url: string }[] {
  const base = provider.baseUrl ?? provider.presets?.[0]?.baseUrl ?? '';
  return dialectNames.flatMap((dialect) => {
    const endpoint = provider.dialects[dialect];
    return endpoint === undefined ? [] : [{ dialect, url: base + endpoint.pathPrefix }];
  });
}

/** As the providers' own pages print them, without the dialect's own path. */
const documented: readonly [string, DialectName, string][] = [
  ['openai', 'openai-chat', 'https://api.openai.com/v1'],
  ['openai', 'openai-responses', 'https://api.openai.com/v1'],
  ['anthropic', 'anthropic-messages', 'https://api.anthropic.com/v1'],
  ['anthropic', 'openai-chat', 'https://api.anthropic.com/v1'],
  ['google_ai_studio', 'gemini', 'https://generativelanguage.googleapis.com/v1beta'],
  ['google_ai_studio', 'openai-chat', 'https://generativelanguage.googleapis.com/v1beta/openai'],
  ['deepseek', 'openai-chat', 'https://api.deepseek.com'],
  ['deepseek', 'anthropic-messages', 'https://api.deepseek.com/anthropic/v1'],
  ['xai', 'openai-chat', 'https://api.x.ai/v1'],
  ['xai', 'openai-responses', 'https://api.x.ai/v1'],
  ['fireworks_ai', 'openai-chat', 'https://api.fireworks.ai/inference/v1'],
  ['fireworks_ai', 'openai-responses', 'https://api.fireworks.ai/inference/v1'],
  ['fireworks_ai', 'anthropic-messages', 'https://api.fireworks.ai/inference/v1'],
  ['together_ai', 'openai-chat', 'https://api.together.ai/v1'],
  ['z_ai', 'openai-chat', 'https://api.z.ai/api/paas/v4'],
  ['z_ai', 'anthropic-messages', 'https://api.z.ai/api/anthropic/v1'],
  ['minimax', 'openai-chat', 'https://api.minimax.io/v1'],
  ['minimax', 'openai-responses', 'https://api.minimax.io/v1'],
  ['minimax', 'anthropic-messages', 'https://api.minimax.io/anthropic/v1'],
  ['moonshot', 'openai-chat', 'https://api.moonshot.ai/v1'],
  ['moonshot', 'anthropic-messages', 'https://api.moonshot.ai/anthropic/v1'],
  ['sarvam', 'openai-chat', 'https://api.sarvam.ai/v1'],
  ['mistral', 'openai-chat', 'https://api.mistral.ai/v1'],
  ['groq', 'openai-chat', 'https://api.groq.com/openai/v1'],
  ['groq', 'openai-responses', 'https://api.groq.com/openai/v1'],
  ['cerebras', 'openai-chat', 'https://api.cerebras.ai/v1'],
  ['openrouter', 'openai-chat', 'https://openrouter.ai/api/v1'],
  ['openrouter', 'openai-responses', 'https://openrouter.ai/api/v1'],
  ['openrouter', 'anthropic-messages', 'https://openrouter.ai/api/v1'],
  ['ando', 'openai-chat', 'https://inference.andoai.xyz/v1'],
  ['ando', 'openai-responses', 'https://inference.andoai.xyz/v1'],
  ['auriko', 'openai-chat', 'https://api.auriko.ai/v1'],
  ['auriko', 'openai-responses', 'https://api.auriko.ai/v1'],
  ['anyint', 'openai-chat', 'https://api.anyint.ai/openai/v1'],
  ['anyint', 'openai-responses', 'https://api.anyint.ai/openai/v1'],
  ['anyint', 'anthropic-messages', 'https://api.anyint.ai/anthropic/v1'],
  ['anyint', 'gemini', 'https://api.anyint.ai/gemini/v1beta'],
  ['inferbridge', 'openai-chat', 'https://api.inferbridge.dev/v1'],
  ['self_hosted', 'openai-chat', 'http://127.0.0.1:11434/v1'],
  ['self_hosted', 'openai-responses', 'http://127.0.0.1:11434/v1'],
  ['self_hosted', 'anthropic-messages', 'http://127.0.0.1:11434/v1'],
  ['demo', 'openai-chat', 'http://demo.latchport.internal/v1'],
  ['demo', 'openai-responses', 'http://demo.latchport.internal/v1'],
  ['demo', 'anthropic-messages', 'http://demo.latchport.internal/v1'],
  ['demo', 'gemini', 'http://demo.latchport.internal/v1beta'],
];

describe('the addresses a call goes to', () => {
  it.each(documented)('%s speaks %s at %s', (id, dialect, url) => {
    expect(endpointsOf(findProvider(id))).toContainEqual({ dialect, url });
  });

  it('are all in that table', () => {
    const all = listProviders().flatMap((provider) =>
      endpointsOf(provider).map(({ dialect, url }) => [provider.id, dialect, url]),
    );
    expect(new Set(all)).toEqual(new Set(documented));
  });
});
