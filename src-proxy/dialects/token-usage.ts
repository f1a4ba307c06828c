import { member } from './json-members.ts';
import type { TokenUsage } from './dialect.ts';

/** The first of the named members that is a count; null when none is. */
export function countIn(usage: unknown, ...names: readonly string[]): number | null {
  for (const name of names) {
    const count = countOf(member(usage, name));
    if (count !== null) return count;
  }
  return null;
}

/**
 * Keeps every part within its whole, so that a provider's inconsistent report can never price a
 * token twice. Null where a sum has left the safe integers: such a report is not believed.
 */
export function tokenUsage(counted: TokenUsage): TokenUsage | null {
  if (!Number.isSafeInteger(counted.input) || !Number.isSafeInteger(counted.output)) return null;
  const cachedInput = Math.min(counted.cachedInput, counted.input);
  const cacheWrite = Math.min(counted.cacheWrite, counted.input - cachedInput);
  return {
    input: counted.input,
    cachedInput,
    cacheWrite,
    output: counted.output,
    reasoning: Math.min(counted.reasoning, counted.output),
    ...dearParts(counted, cacheWrite),
  };
}

type DearParts = Pick<TokenUsage, 'hourCacheWrite' | 'audioInput' | 'audioOutput'>;

function dearParts(counted: TokenUsage, cacheWrite: number): DearParts {
  const { input, output, hourCacheWrite = 0, audioInput = 0, audioOutput = 0 } = counted;
  return {
    ...(hourCacheWrite > 0 ? { hourCacheWrite: Math.min(hourCacheWrite, cacheWrite) } : {}),
    ...(audioInput > 0 ? { audioInput: Math.min(audioInput, input) } : {}),
    ...(audioOutput > 0 ? { audioOutput: Math.min(audioOutput, output) } : {}),
  };
}

/** A token count as JSON can hold one. Text, fractions, negatives and 1e400 are no counts: null. */
function countOf(value: unknown): number | null {
  const isCount = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  return isCount ? Math.abs(value) : null;
}
