/**
 * How long many requests took, in 190 classes: below a millisecond, then eight to each doubling, so that a
 * percentile read from it is at most 4.5 % off, whatever was added to it and in whichever order.
 */

const PER_DOUBLING = 8;
export const LATENCY_CLASSES = 192;

export type LatencyCounts = Uint32Array;

export const noLatencies = (): LatencyCounts => new Uint32Array(LATENCY_CLASSES);

export function addLatency(counts: LatencyCounts, ms: number): void {
  const at = classOf(ms);
  counts[at] = (counts[at] ?? 0) + 1;
}

/** As bytes: for each class that is not empty its number, then its count in groups of 7 bits, lowest first. */
export function encodeLatencies(counts: LatencyCounts): Buffer {
  const bytes: number[] = [];
  for (let at = 0; at < LATENCY_CLASSES; at += 1) {
    let count = counts[at] ?? 0;
    if (count === 0) continue;
    bytes.push(at);
    while (count > 0x7f) {
      bytes.push((count & 0x7f) | 0x80);
      count >>>= 7;
    }
    bytes.push(count);
  }
  return Buffer.from(bytes);
}

/** Adds what `encodeLatencies` gave. */
export function addEncoded(into: LatencyCounts, bytes: Uint8Array): void {
  let next = 0;
  while (next < bytes.length) {
    const at = bytes[next] ?? 0;
    next += 1;
    let count = 0;
    let shift = 0;
    let byte = 0x80;
    while (byte > 0x7f && next < bytes.length) {
      byte = bytes[next] ?? 0;
      count += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      next += 1;
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
