/**
 * How long many requests took, in 190 classes: below a millisecond, then eight to each doubling, so that a
 * percentile read from it is at most 4.5 % off, whatever was added to it and in whichever order.
 *
 * It is kept as text that SQLite can add up: two texts one after the other mean the sum of both
 * (`group_concat(column, '')`).
 */

const PER_DOUBLING = 8;
const LATENCY_CLASSES = 192;

export type LatencyCounts = Uint32Array;

export const noLatencies = (): LatencyCounts => new Uint32Array(LATENCY_CLASSES);

export function addLatency(counts: LatencyCounts, ms: number): void {
  const at = classOf(ms);
  counts[at] = (counts[at] ?? 0) + 1;
}

const FIRST_CHARACTER = 0x30;
const MORE = 32;

/** For each class two characters of its number and at most seven of its count. */
const scratch = Buffer.alloc(LATENCY_CLASSES * 9);

/**
 * Characters of six bits: for each class that is not empty two for its number, then its count in groups of
 * five bits, lowest first, the sixth telling that another follows.
 */
export function encodeLatencies(counts: LatencyCounts): string {
  let end = 0;
  const put = (bits: number): void => {
    scratch[end] = FIRST_CHARACTER + bits;
    end += 1;
  };
  for (let at = 0; at < LATENCY_CLASSES; at += 1) {
    let count = counts[at] ?? 0;
    if (count === 0) continue;
    put(at >>> 5);
    put(at & 31);
    while (count >= MORE) {
      put((count & 31) | MORE);
      count >>>= 5;
    }
    put(count);
  }
  return scratch.toString('latin1', 0, end);
}

/** Adds what `encodeLatencies` gave, or several of these in one text. */
export function addEncoded(into: LatencyCounts, text: string): void {
  let next = 0;
  const bits = (): number => {
    next += 1;
    return text.charCodeAt(next - 1) - FIRST_CHARACTER;
  };
  while (next + 2 < text.length) {
    const at = bits() * 32 + bits();
    let count = 0;
    let shift = 0;
    let group = MORE;
    while ((group & MORE) !== 0 && next < text.length) {
      group = bits();
      count += (group & 31) << shift;
      shift += 5;
    }
    into[at] = (into[at] ?? 0) + count;
  }
}

export function addLatencies(into: LatencyCounts, from: LatencyCounts): void {
  for (let at = 0; at < LATENCY_CLASSES; at += 1) into[at] = (into[at] ?? 0) + (from[at] ?? 0);
}

/** Milliseconds that `share` (0.95) of all took at most; null when there were none. */
export function percentile(counts: LatencyCounts, share: number): number | null {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  let left = Math.max(1, Math.ceil(all * share));
  const at = counts.findIndex((count) => (left -= count) <= 0);
  return Math.round(middleOf(at));
}

function classOf(ms: number): number {
  if (!(ms >= 1)) return 0;
  return Math.min(LATENCY_CLASSES - 1, 1 + Math.floor(Math.log2(ms) * PER_DOUBLING));
}

/** The geometric middle of a class: equally far from both its ends. */
const middleOf = (at: number): number => (at === 0 ? 0 : 2 ** ((at - 0.5) / PER_DOUBLING));
