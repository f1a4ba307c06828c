import { describe, expect, test } from 'vitest';
import type { RateLimit } from '../../../src-proxy/providers/rate-limit-headers.ts';
import { detectTier } from '../../../src-proxy/providers/tiers/detect-tier.ts';

const limits = (sizes: Readonly<Record<string, number>>): RateLimit[] =>
  Object.entries(sizes).flatMap(([kind, limit]) =>
    kind === 'requests' || kind === 'tokens' || kind === 'input_tokens' || kind === 'output_tokens'
      ? [{ kind, limit, remaining: limit, resetAt: null }]
      : [],
  );

describe('a tier is told by the limits of a model', () => {
  test.each([
    ['openai', 'gpt-4o', { requests: 500, tokens: 30_000 }, 'tier_1'],
    ['openai', 'gpt-4o-2024-08-06', { requests: 5000, tokens: 450_000 }, 'tier_2'],
    ['openai', 'gpt-4.1', { requests: 10_000, tokens: 2_000_000 }, 'tier_4'],
    ['openai', 'gpt-4o-mini', { requests: 5000, tokens: 2_000_000 }, 'tier_2'],
    ['openai', 'gpt-5', { requests: 5000, tokens: 2_000_000 }, 'tier_3'],
    ['openai', 'gpt-5.5-2026-04-23', { requests: 15_000, tokens: 40_000_000 }, 'tier_5'],
    ['openai', 'gpt-5-mini', { requests: 500, tokens: 500_000 }, 'tier_1'],
    ['openai', 'gpt-5-nano', { requests: 30_000, tokens: 180_000_000 }, 'tier_5'],
    ['anthropic', 'claude-sonnet-4-6', { requests: 1000, input_tokens: 2_000_000 }, 'start'],
    ['anthropic', 'claude-opus-5', { requests: 5000, input_tokens: 5_000_000 }, 'build'],
    [
      'anthropic',
      'claude-haiku-4-5-20251001',
      { requests: 10_000, input_tokens: 10_000_000 },
      'scale',
    ],
    ['anthropic', 'claude-fable-5', { requests: 2000, input_tokens: 1_500_000 }, 'build'],
    ['groq', 'llama-3.3-70b-versatile', { requests: 1000, tokens: 12_000 }, 'free'],
    ['groq', 'openai/gpt-oss-120b', { requests: 500_000, tokens: 250_000 }, 'developer'],
  ])('%s %s %j: %s', (provider, model, sizes, tier) => {
    expect(detectTier(provider, model, limits(sizes))).toBe(tier);
  });

  test('one of several limits of a kind is enough', () => {
    const seen = [...limits({ requests: 500, tokens: 10_000 }), ...limits({ tokens: 30_000 })];
    expect(detectTier('openai', 'gpt-4o', seen)).toBe('tier_1');
  });
});

describe('nothing is said', () => {
  test.each([
    ['of limits no tier has', 'openai', 'gpt-4o', { requests: 500, tokens: 31_000 }],
    ['of one limit alone', 'openai', 'gpt-4o', { requests: 500 }],
    ['of a model nobody published', 'openai', 'gpt-99', { requests: 500, tokens: 30_000 }],
    ['of a model of another make', 'openai', 'my-gpt-4o', { requests: 500, tokens: 30_000 }],
    ['of a provider without published tiers', 'xai', 'grok-4.7', { requests: 500, tokens: 1 }],
    ['of nothing', 'openai', 'gpt-4o', {}],
  ])('%s', (_what, provider, model, sizes) => {
    expect(detectTier(provider, model, limits(sizes))).toBeNull();
  });
});
