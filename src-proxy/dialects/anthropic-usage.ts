import { items, member } from './json-members.ts';
import { countIn, tokenUsage } from './token-usage.ts';
import type { TokenUsage } from './dialect.ts';

/** Counts as Anthropic reports them: the three kinds of input exclude one another. */
export interface AnthropicCounts {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  /** Part of `cacheWrite`: kept for an hour, at twice the price of input. */
  readonly hourCacheWrite: number;
  readonly output: number;
  readonly thinking: number;
}

/**
 * Work that is billed but kept out of the top-level counts: summarising a full context, and asking
 * an advisor model (SDK types BetaCompactionIterationUsage and BetaAdvisorMessageIterationUsage).
 */
const billedBeside: ReadonlySet<unknown> = new Set(['compaction', 'advisor_message']);

/** Reads a `usage` object of a message, `message_start` or `message_delta`. */
export function readAnthropicCounts(usage: unknown): AnthropicCounts | null {
  let counts = ownCounts(usage);
  if (counts === null) return null;
  for (const iteration of items(member(usage, 'iterations'))) {
    const beside = billedBeside.has(member(iteration, 'type')) ? ownCounts(iteration) : null;
    if (beside !== null) counts = combine(counts, beside, (a, b) => a + b);
  }
  return counts;
}

/**
 * Joins an earlier and a later report of one stream. The counts of `message_delta` are cumulative
 * and cover everything, but it may leave out what `message_start` said, and some compatible
 * providers know the input only at the end: the higher one is the true one.
 */
export function latestCounts(
  earlier: AnthropicCounts | null,
  later: AnthropicCounts | null,
): AnthropicCounts | null {
  if (earlier === null || later === null) return earlier ?? later;
  return combine(earlier, later, Math.max);
}

export function anthropicTokenUsage(counts: AnthropicCounts | null): TokenUsage | null {
  if (counts === null) return null;
  return tokenUsage({
    input: counts.input + counts.cacheRead + counts.cacheWrite,
    cachedInput: counts.cacheRead,
    cacheWrite: counts.cacheWrite,
    hourCacheWrite: counts.hourCacheWrite,
    output: counts.output,
    reasoning: counts.thinking,
  });
}

function ownCounts(usage: unknown): AnthropicCounts | null {
  const input = countIn(usage, 'input_tokens');
  const output = countIn(usage, 'output_tokens');
  if (input === null && output === null) return null;
  return {
    input: input ?? 0,
    cacheRead: countIn(usage, 'cache_read_input_tokens') ?? 0,
    cacheWrite: countIn(usage, 'cache_creation_input_tokens') ?? 0,
    hourCacheWrite: countIn(member(usage, 'cache_creation'), 'ephemeral_1h_input_tokens') ?? 0,
    output: output ?? 0,
    thinking: countIn(member(usage, 'output_tokens_details'), 'thinking_tokens') ?? 0,
  };
}

function combine(
  one: AnthropicCounts,
  other: AnthropicCounts,
  join: (a: number, b: number) => number,
): AnthropicCounts {
  return {
    input: join(one.input, other.input),
    cacheRead: join(one.cacheRead, other.cacheRead),
    cacheWrite: join(one.cacheWrite, other.cacheWrite),
    hourCacheWrite: join(one.hourCacheWrite, other.hourCacheWrite),
    output: join(one.output, other.output),
    thinking: join(one.thinking, other.thinking),
  };
}
