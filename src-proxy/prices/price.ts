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
  readonly output: number;
  readonly reasoning: number;
  /** USD a call, whatever its size. */
  readonly perCall: number;
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
  const rates = ratesFor(price, input);
  const cached = Math.min(cachedInput, input);
  const written = Math.min(cacheWrite, input - cached);
  const thought = Math.min(reasoning, output);
  return (
    rates.perCall +
    (input - cached - written) * rates.input +
    cached * rates.cachedInput +
    written * rates.cacheWrite +
    (output - thought) * rates.output +
    thought * rates.reasoning
  );
}

/** What a call of so many tokens may cost at most, whatever becomes of them. */
export function ceilingOf(price: ModelPrice, input: number, output: number): number {
  const most = price.contextWindow ?? Number.POSITIVE_INFINITY;
  const rates = ratesFor(price, Math.min(input, most));
  return (
    rates.perCall +
    Math.min(input, most) * Math.max(rates.input, rates.cacheWrite) +
    output * Math.max(rates.output, rates.reasoning)
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
