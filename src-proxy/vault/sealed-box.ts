/**
 * The one place where Latchport seals bytes: XSalsa20-Poly1305 (NaCl's secretbox) under a 32-byte key,
 * with a random 24-byte nonce in front. The nonce is long enough to be drawn at random for every
 * sealing (https://nacl.cr.yp.to/secretbox.html). The box takes no associated data: whoever needs a
 * secret bound to its place seals the place with it.
 */
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { randomBytes } from 'node:crypto';

const NONCE_BYTES = 24;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function seal(key: Uint8Array, text: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  return Buffer.concat([nonce, xsalsa20poly1305(key, nonce).encrypt(Buffer.from(text, 'utf8'))]);
}

/** The sealed text, or null when the key is another or a single bit was changed. */
export function unseal(key: Uint8Array, box: Uint8Array): string | null {
  try {
    const cipher = xsalsa20poly1305(key, box.subarray(0, NONCE_BYTES));
    return decoder.decode(cipher.decrypt(box.subarray(NONCE_BYTES)));
  } catch {
    return null;
  }
}
