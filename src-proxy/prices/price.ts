import type { TokenUsage } from '../dialects/dialect.ts';

/** What a call cost. */
export interface Price {
  /** Null when the price of this model is not known, which is not 0. */
  readonly usd: number | null;
  /** Who says so: `own`, `genai-prices`, `genai-prices@2026-05-01` (fetched then), `subscription`, ... */
  readonly source: string | null;
}

/** USD a token. */
export interface Rates {
  readonly input: number;
  readonly cachedInput: number;
  readonly cacheWrite: number;
  readonly hourCacheWrite: number;
  readonly output: number;
  readonly reasoning: number;
  readonly audioInput: number;
  readonly audioOutput: number;
  /** USD a call, whatever its size. */
  readonly perCall: number;
}

/** What a call may hold. */
export interface TokenEstimate {
  readonly input: number;
  readonly output: number;
  /** Whether there may be sound in it or in its answer. */
  readonly isSpoken: boolean;
  /** Whether its input may be kept in a cache for an hour. */
  readonly isKeptForHour: boolean;
}

/** What one model costs now: a call is priced by the last band its input is above. */
export interface ModelPrice {
  readonly bands: readonly [Band, ...Band[]];
  /** The most tokens a call can hold, where the list knows. */
  readonly contextWindow: number | null;
  readonly source: string;
}

export interface Band {
  /** Input tokens; of the first band -1. */
  readonly above: number;
  readonly rates: Rates;
}

/** The price of a call's tokens. Counts that contradict each other are taken for their wholes. */
export function costOf(price: ModelPrice, usage: TokenUsage): number {
  const { input, cachedInput, cacheWrite, output, reasoning } = usage;
  const { hourCacheWrite = 0, audioInput = 0, audioOutput = 0 } = usage;
  const rates = ratesFor(price, input);
  const cached = Math.min(cachedInput, input);
  const written = Math.min(cacheWrite, input - cached);
  const kept = Math.min(hourCacheWrite, written);
  const heard = Math.min(audioInput, input - cached - written);
  const thought = Math.min(reasoning, output);
  const spoken = Math.min(audioOutput, output - thought);
  return (
    rates.perCall +
    (input - cached - written - heard) * rates.input +
    cached * rates.cachedInput +
    (written - kept) * rates.cacheWrite +
    kept * rates.hourCacheWrite +
    heard * rates.audioInput +
    (output - thought - spoken) * rates.output +
    thought * rates.reasoning +
    spoken * rates.audioOutput
  );
}

/** What a call of so many tokens may cost at most, whatever becomes of them. */
export function ceilingOf(price: ModelPrice, estimate: TokenEstimate): number {
  const { input, output, isSpoken, isKeptForHour } = estimate;
  const most = price.contextWindow ?? Number.POSITIVE_INFINITY;
  const rates = ratesFor(price, Math.min(input, most));
  return (
    rates.perCall +
    Math.min(input, most) *
      Math.max(
        rates.input,
        rates.cacheWrite,
        isKeptForHour ? rates.hourCacheWrite : 0,
        isSpoken ? rates.audioInput : 0,
      ) +
    output * Math.max(rates.output, rates.reasoning, isSpoken ? rates.audioOutput : 0)
  );
}

function ratesFor({ bands }: ModelPrice, input: number): Rates {
  let { rates } = bands[0];
  for (const band of bands) {
    if (input <= band.above) break;
    ({ rates } = band);
  }
  return rates;
}
