import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../src-proxy/vault/sealed-box.ts';

const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const text = fc.string({ unit: 'binary', maxLength: 300 });

describe('a sealed box', () => {
  it('opens with its key to the very text', () => {
    fc.assert(
      fc.property(key, text, (bytes, value) => {
        expect(unseal(bytes, seal(bytes, value))).toBe(value);
      }),
    );
  });

  it('does not open when any one bit of it is changed', () => {
    fc.assert(
      fc.property(key, text, fc.nat(), (bytes, value, place) => {
        const box = seal(bytes, value);
        const bit = place % (box.length * 8);
        box[bit >> 3] = (box[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(unseal(bytes, box)).toBeNull();
      }),
    );
  });

  it('does not open when its end is cut off', () => {
    fc.assert(
      fc.property(key, text, fc.nat(), (bytes, value, cut) => {
        const box = seal(bytes, value);
        expect(unseal(bytes, box.subarray(0, cut % box.length))).toBeNull();
      }),
    );
  });

  it('does not open with another key', () => {
    const box = seal(new Uint8Array(32).fill(1), 'sk-proj-1');
    expect(unseal(new Uint8Array(32).fill(2), box)).toBeNull();
  });

  it('is another box each time', () => {
    const bytes = new Uint8Array(32).fill(1);
    expect(seal(bytes, 'same')).not.toEqual(seal(bytes, 'same'));
  });

  // The vector of NaCl's own tests (tests/secretbox.c, secretbox.out): the cipher is XSalsa20-Poly1305.
  it('opens the box that NaCl publishes as its example', () => {
    const published = {
      key: '1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389',
      nonce: '69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37',
      box: 'f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5',
      text: 'be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705',
    };
    const opened = unseal(
      Buffer.from(published.key, 'hex'),
      Buffer.from(published.nonce + published.box, 'hex'),
    );
    expect(opened).toBe(new TextDecoder().decode(Buffer.from(published.text, 'hex')));
  });
});
