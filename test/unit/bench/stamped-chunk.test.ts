import { describe, expect, it } from 'vitest';
import { monotonicMicros, readStamps, stampedChunk } from '../../bench/upstreams/stamped-chunk.ts';

/** Every stamp found when the text arrives in pieces of the given size. */
function stampsOf(text: string, pieceLength: number): readonly number[] {
  const stamps: number[] = [];
  let rest = '';
  for (let at = 0; at < text.length; at += pieceLength) {
    rest = readStamps(rest + text.slice(at, at + pieceLength), (stamp) => stamps.push(stamp));
  }
  return stamps;
}

describe('readStamps', () => {
  it('finds the moment a chunk was made', () => {
    const before = monotonicMicros();
    const [stamp = 0] = stampsOf(stampedChunk(), 10_000);
    expect(stamp).toBeGreaterThanOrEqual(before);
    expect(stamp).toBeLessThanOrEqual(monotonicMicros());
  });

  it('finds each stamp once however the chunks are cut and joined', () => {
    const text = Array.from({ length: 5 }, stampedChunk).join('');
    const whole = stampsOf(text, text.length);
    expect(whole).toHaveLength(5);
    for (let length = 1; length < 400; length += 1) expect(stampsOf(text, length)).toEqual(whole);
  });
});
