import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRateLimits } from '../../../src-proxy/providers/rate-limit-headers.ts';
import type { RateLimitHeaderFamily } from '../../../src-proxy/providers/provider.ts';
import type { RateLimit } from '../../../src-proxy/providers/rate-limit-headers.ts';

const NOW = Date.UTC(2026, 10, 20, 12, 0, 0);

interface Row {
  readonly name: string;
  readonly family: RateLimitHeaderFamily;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: readonly RateLimit[];
}

const rows: readonly Row[] = [
  {
    name: 'OpenAI: requests, tokens and the project',
    family: 'openai',
    headers: {
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '17ms',
      'x-ratelimit-limit-tokens': '150000',
      'x-ratelimit-remaining-tokens': '149984',
      'x-ratelimit-reset-tokens': '6m0s',
      'x-ratelimit-limit-project-tokens': '30,000',
      'x-ratelimit-remaining-project-tokens': '0',
      'x-ratelimit-reset-project-tokens': '1s',
    },
    limits: [
      { kind: 'requests', limit: 60, remaining: 59, resetAt: NOW + 17 },
      { kind: 'tokens', limit: 150_000, remaining: 149_984, resetAt: NOW + 360_000 },
      { kind: 'tokens', limit: 30_000, remaining: 0, resetAt: NOW + 1_000 },
    ],
  },
  {
    name: 'Auriko: requests only, with a timestamp',
    family: 'openai',
    headers: {
      'x-ratelimit-limit-requests': '600',
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '2026-11-20T12:01:00Z',
    },
    limits: [{ kind: 'requests', limit: 600, remaining: 0, resetAt: NOW + 60_000 }],
  },
  {
    name: 'xAI: no resets',
    family: 'openai',
    headers: { 'x-ratelimit-limit-tokens': '2000000', 'x-ratelimit-remaining-tokens': '1999000' },
    limits: [{ kind: 'tokens', limit: 2_000_000, remaining: 1_999_000, resetAt: null }],
  },
  {
    name: 'Anthropic: input and output apart',
    family: 'anthropic',
    headers: {
      'anthropic-ratelimit-requests-limit': '1000',
      'anthropic-ratelimit-requests-remaining': '999',
      'anthropic-ratelimit-requests-reset': '2026-11-20T12:00:01Z',
      'anthropic-ratelimit-tokens-limit': '96000',
      'anthropic-ratelimit-tokens-remaining': '95000',
      'anthropic-ratelimit-tokens-reset': '2026-11-20T12:00:02Z',
      'anthropic-ratelimit-input-tokens-limit': '80000',
      'anthropic-ratelimit-input-tokens-remaining': '79000',
      'anthropic-ratelimit-input-tokens-reset': '2026-11-20T12:00:03Z',
      'anthropic-ratelimit-output-tokens-limit': '16000',
      'anthropic-ratelimit-output-tokens-remaining': '16000',
      'anthropic-ratelimit-output-tokens-reset': '2026-11-20T12:00:04Z',
    },
    limits: [
      { kind: 'requests', limit: 1_000, remaining: 999, resetAt: NOW + 1_000 },
      { kind: 'tokens', limit: 96_000, remaining: 95_000, resetAt: NOW + 2_000 },
      { kind: 'input_tokens', limit: 80_000, remaining: 79_000, resetAt: NOW + 3_000 },
      { kind: 'output_tokens', limit: 16_000, remaining: 16_000, resetAt: NOW + 4_000 },
    ],
  },
  {
    name: 'OpenRouter: epoch milliseconds',
    family: 'plain',
    headers: {
      'x-ratelimit-limit': '20',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(NOW + 30_000),
    },
    limits: [{ kind: 'requests', limit: 20, remaining: 0, resetAt: NOW + 30_000 }],
  },
  {
    name: 'Together: seconds, and tokens beside requests',
    family: 'plain',
    headers: {
      'x-ratelimit-limit': '10',
      'x-ratelimit-remaining': '9',
      'x-ratelimit-reset': '1',
      'x-tokenlimit-limit': '3000',
      'x-tokenlimit-remaining': '2990',
    },
    limits: [
      { kind: 'requests', limit: 10, remaining: 9, resetAt: NOW + 1_000 },
      { kind: 'tokens', limit: 3_000, remaining: 2_990, resetAt: null },
    ],
  },
  {
    name: 'Cerebras: a day of requests, a minute of tokens',
    family: 'cerebras',
    headers: {
      'x-ratelimit-limit-requests-day': '14400',
      'x-ratelimit-remaining-requests-day': '14399',
      'x-ratelimit-reset-requests-day': '33011.382867097855',
      'x-ratelimit-limit-tokens-minute': '60000',
      'x-ratelimit-remaining-tokens-minute': '59000',
      'x-ratelimit-reset-tokens-minute': '11.382867097854614',
    },
    limits: [
      { kind: 'requests', limit: 14_400, remaining: 14_399, resetAt: NOW + 33_011_383 },
      { kind: 'tokens', limit: 60_000, remaining: 59_000, resetAt: NOW + 11_383 },
    ],
  },
  {
    name: 'Mistral: a minute and a month',
    family: 'mistral',
    headers: {
      'x-ratelimit-limit-req-minute': '60',
      'x-ratelimit-remaining-req-minute': '59',
      'x-ratelimit-limit-tokens-minute': '50000',
      'x-ratelimit-remaining-tokens-minute': '47196',
      'x-ratelimit-limit-tokens-month': '4000000',
      'x-ratelimit-remaining-tokens-month': '3950246',
      'x-ratelimit-tokens-query-cost': '2804',
    },
    limits: [
      { kind: 'requests', limit: 60, remaining: 59, resetAt: null },
      { kind: 'tokens', limit: 50_000, remaining: 47_196, resetAt: null },
      { kind: 'tokens', limit: 4_000_000, remaining: 3_950_246, resetAt: null },
    ],
  },
  {
    name: 'Fireworks: prompt and generated tokens',
    family: 'fireworks',
    headers: {
      'x-ratelimit-limit-tokens-prompt': '60000',
      'x-ratelimit-remaining-tokens-prompt': '59000',
      'x-ratelimit-limit-tokens-cache-adjusted-prompt': '15000',
      'x-ratelimit-limit-tokens-generated': '600',
      'x-ratelimit-remaining-tokens-generated': '580',
    },
    limits: [
      { kind: 'input_tokens', limit: 60_000, remaining: 59_000, resetAt: null },
      { kind: 'input_tokens', limit: 15_000, remaining: null, resetAt: null },
      { kind: 'output_tokens', limit: 600, remaining: 580, resetAt: null },
    ],
  },
  {
    name: 'InferBridge: limits without a rest',
    family: 'inferbridge',
    headers: { 'x-ratelimit-limit-rpm': '60', 'x-ratelimit-limit-tpm': '100000' },
    limits: [
      { kind: 'requests', limit: 60, remaining: null, resetAt: null },
      { kind: 'tokens', limit: 100_000, remaining: null, resetAt: null },
    ],
  },
];

const families: readonly RateLimitHeaderFamily[] = [
  ...new Set(rows.map((row) => row.family)),
  'none',
];

function isNumberOrNull(value: number | null): boolean {
  return value === null || Number.isFinite(value);
}

describe('readRateLimits', () => {
  it.each(rows)('reads $name', ({ family, headers, limits }) => {
    expect(readRateLimits(family, headers, NOW)).toEqual({ limits, retryAfterMs: null });
  });

  it.each(rows)(
    'finds nothing of $name for a provider that sends no such headers',
    ({ headers }) => {
      expect(readRateLimits('none', headers, NOW).limits).toEqual([]);
    },
  );

  it('asks a function as well as a record, always in lower case', () => {
    const headers = new Headers({ 'X-RateLimit-Limit': '20', 'Retry-After': '3' });
    const asked: string[] = [];
    const reading = readRateLimits(
      'plain',
      (name) => {
        asked.push(name);
        return headers.get(name);
      },
      NOW,
    );
    expect(reading).toEqual({
      limits: [{ kind: 'requests', limit: 20, remaining: null, resetAt: null }],
      retryAfterMs: 3_000,
    });
    expect(asked).toEqual(asked.map((name) => name.toLowerCase()));
  });

  it('takes the first of a header sent twice', () => {
    const headers = { 'x-ratelimit-limit': ['20', '30'], 'retry-after': [] };
    expect(readRateLimits('plain', headers, NOW)).toEqual({
      limits: [{ kind: 'requests', limit: 20, remaining: null, resetAt: null }],
      retryAfterMs: null,
    });
  });

  it.each(['', '-1', 'unlimited', '1e9', '0x10', '9'.repeat(40), '12 requests'])(
    'leaves out a limit of %j',
    (value) => {
      const headers = { 'x-ratelimit-limit': value, 'x-ratelimit-remaining': value };
      expect(readRateLimits('plain', headers, NOW).limits).toEqual([]);
    },
  );

  it.each(families)('reads the wait of a 429 in the family %s', (family) => {
    expect(readRateLimits(family, { 'retry-after': '12' }, NOW).retryAfterMs).toBe(12_000);
  });

  it('reads the wait until an HTTP date', () => {
    const headers = { 'retry-after': 'Fri, 20 Nov 2026 12:00:45 GMT' };
    expect(readRateLimits('none', headers, NOW).retryAfterMs).toBe(45_000);
  });

  it('prefers retry-after-ms, which is finer', () => {
    const headers = { 'retry-after': '2', 'retry-after-ms': '1250.4' };
    expect(readRateLimits('openai', headers, NOW).retryAfterMs).toBe(1_251);
  });

  it('falls back to retry-after where retry-after-ms cannot be read', () => {
    const headers = { 'retry-after': '2', 'retry-after-ms': 'soon' };
    expect(readRateLimits('openai', headers, NOW).retryAfterMs).toBe(2_000);
  });

  it('never throws and never hands on what is not a number, whatever a provider sends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...families),
        fc.oneof(fc.string(), fc.stringMatching(/^[\d.,:TZdhms+-]{0,80}$/)),
        (family, value) => {
          const { limits, retryAfterMs } = readRateLimits(family, () => value, NOW);
          const numbers = limits.flatMap(({ limit, remaining, resetAt }) => [
            limit,
            remaining,
            resetAt,
          ]);
          expect([...numbers, retryAfterMs].every(isNumberOrNull)).toBe(true);
        },
      ),
    );
  });
});
