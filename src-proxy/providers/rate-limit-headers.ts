import { readResetTime, readRetryAfter } from './reset-time.ts';
import type { RateLimitHeaderFamily } from './provider.ts';

export interface RateLimit {
  readonly kind: 'requests' | 'tokens' | 'input_tokens' | 'output_tokens';
  readonly limit: number | null;
  readonly remaining: number | null;
  /** Milliseconds since the epoch. */
  readonly resetAt: number | null;
}

export interface RateLimitReading {
  /** One entry a limit the provider spoke of; the same kind may come twice, for a minute and for a day. */
  readonly limits: readonly RateLimit[];
  readonly retryAfterMs: number | null;
}

type HeaderValue = string | readonly string[] | null | undefined;

/** Headers by lower-case name, or a function that finds one. */
export type ResponseHeaders =
  | Readonly<Record<string, HeaderValue>>
  | ((name: string) => HeaderValue);

interface HeaderNames {
  readonly kind: RateLimit['kind'];
  readonly limit: string;
  readonly remaining: string;
  readonly reset: string;
}

/** Names as sent, in lower case. The catalog entries that use a family name its source. */
const families: Readonly<Record<RateLimitHeaderFamily, readonly HeaderNames[]>> = {
  openai: [
    suffixed('requests', 'requests'),
    suffixed('tokens', 'tokens'),
    suffixed('tokens', 'project-tokens'),
  ],
  anthropic: [
    anthropicNames('requests', 'requests'),
    anthropicNames('tokens', 'tokens'),
    anthropicNames('input_tokens', 'input-tokens'),
    anthropicNames('output_tokens', 'output-tokens'),
  ],
  plain: [plainNames('requests', 'x-ratelimit'), plainNames('tokens', 'x-tokenlimit')],
  cerebras: [suffixed('requests', 'requests-day'), suffixed('tokens', 'tokens-minute')],
  mistral: [
    suffixed('requests', 'req-minute'),
    suffixed('tokens', 'tokens-minute'),
    suffixed('tokens', 'tokens-month'),
  ],
  fireworks: [
    suffixed('requests', 'requests'),
    suffixed('input_tokens', 'tokens-prompt'),
    suffixed('input_tokens', 'tokens-cache-adjusted-prompt'),
    suffixed('output_tokens', 'tokens-generated'),
  ],
  inferbridge: [suffixed('requests', 'rpm'), suffixed('tokens', 'tpm')],
  none: [],
};

/**
 * What an answer's headers tell about its limits. Whatever the headers hold, it does not throw: what cannot be
 * read is null, and a limit of which neither size nor rest can be read is left out.
 */
export function readRateLimits(
  family: RateLimitHeaderFamily,
  headers: ResponseHeaders,
  nowMs: number,
): RateLimitReading {
  const limits: RateLimit[] = [];
  for (const names of families[family]) {
    const limit = readCount(headerValue(headers, names.limit));
    const remaining = readCount(headerValue(headers, names.remaining));
    if (limit === null && remaining === null) continue;
    const reset = headerValue(headers, names.reset);
    const resetAt = reset === null ? null : readResetTime(reset, nowMs);
    limits.push({ kind: names.kind, limit, remaining, resetAt });
  }
  return { limits, retryAfterMs: retryAfterMs(headers, nowMs) };
}

/** OpenAI's `retry-after-ms` is the finer of the two and wins. */
function retryAfterMs(headers: ResponseHeaders, nowMs: number): number | null {
  const ms = readCount(headerValue(headers, 'retry-after-ms'));
  if (ms !== null) return Math.ceil(ms);
  const retryAfter = headerValue(headers, 'retry-after');
  return retryAfter === null ? null : readRetryAfter(retryAfter, nowMs);
}

/** A header sent twice counts once, the first time. */
function headerValue(headers: ResponseHeaders, name: string): string | null {
  const value = typeof headers === 'function' ? headers(name) : headers[name];
  const first = typeof value === 'string' ? value : value?.[0];
  return first?.trim() ?? null;
}

/** Digits, perhaps grouped by commas; `unlimited`, `-1` and the like are null. */
function readCount(value: string | null): number | null {
  if (value === null || !/^\d[\d,]{0,19}(?:\.\d{1,9})?$/.test(value)) return null;
  const count = Number(value.replaceAll(',', ''));
  return count <= Number.MAX_SAFE_INTEGER ? count : null;
}

function suffixed(kind: RateLimit['kind'], suffix: string): HeaderNames {
  return {
    kind,
    limit: `x-ratelimit-limit-${suffix}`,
    remaining: `x-ratelimit-remaining-${suffix}`,
    reset: `x-ratelimit-reset-${suffix}`,
  };
}

function anthropicNames(kind: RateLimit['kind'], subject: string): HeaderNames {
  return plainNames(kind, `anthropic-ratelimit-${subject}`);
}

function plainNames(kind: RateLimit['kind'], stem: string): HeaderNames {
  return { kind, limit: `${stem}-limit`, remaining: `${stem}-remaining`, reset: `${stem}-reset` };
}
