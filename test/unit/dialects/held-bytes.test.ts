import { array, assert, nat, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeldBytes, maxHeldBytes } from '../../../src-proxy/dialects/held-bytes.ts';

/** Bytes that differ from place to place, so that a misplaced one shows. */
const source = Buffer.from(Uint32Array.from({ length: 700_000 }, (_, at) => at * 2_654_435).buffer);

function hold(sizes: readonly number[]): { held: HeldBytes; all: Buffer } {
  const held = new HeldBytes();
  let at = 0;
  for (const size of sizes) {
    held.append(source.subarray(at, at + size));
    at += size;
  }
  return { held, all: source.subarray(0, at) };
}

describe('HeldBytes', () => {
  it('keeps what fits whole', () => {
    assert(
      property(array(nat(3_000), { maxLength: 60 }), (sizes) => {
        const { held, all } = hold(sizes);
        expect(held.peek().isWhole).toBe(true);
        expect(held.peek().bytes.equals(all)).toBe(true);
      }),
    );
  });

  it('keeps exactly the most it may', () => {
    const { held, all } = hold([maxHeldBytes - 1, 1]);
    expect(held.take()).toEqual({ bytes: all, isWhole: true });
  });

  it('keeps the two ends of what does not fit, however it came', () => {
    const sizes = array(oneof(nat(40), nat(20_000), nat(600_000)), {
      minLength: 1,
      maxLength: 30,
    });
    assert(
      property(sizes, nat(5_000), (more, last) => {
        const { held, all } = hold([maxHeldBytes, 1, ...more, last].slice(0, 4));
        const { bytes, isWhole } = held.peek();
        expect(isWhole).toBe(false);
        expect(bytes.length).toBe(1_024 + 16_384);
        expect(bytes.subarray(0, 1_024).equals(all.subarray(0, 1_024))).toBe(true);
        expect(bytes.subarray(1_024).equals(all.subarray(-16_384))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is empty and whole again after it was taken', () => {
    const { held } = hold([maxHeldBytes, 10]);
    held.take();
    expect(held.isEmpty).toBe(true);
    held.append(Buffer.from('next'));
    expect(held.take()).toEqual({ bytes: Buffer.from('next'), isWhole: true });
  });
});
