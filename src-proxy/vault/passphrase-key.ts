import { randomBytes, scrypt } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { Secret } from './secret.ts';

/** The parameters of RFC 7914, section 2, kept beside what they seal so that they can grow. */
export interface ScryptCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

export interface PassphraseKey {
  readonly cost: ScryptCost;
  readonly salt: Uint8Array;
  readonly key: Uint8Array;
}

/** What OWASP's Password Storage Cheat Sheet asks of scrypt: 128 MiB and about half a second. */
export const DEFAULT_COST: ScryptCost = { n: 2 ** 17, r: 8, p: 1 };

/** Costs beyond these are not ours: a changed file must not make unlocking eat the machine. */
export function isAcceptableCost({ n, r, p }: ScryptCost): boolean {
  const isPowerOfTwo = Number.isInteger(n) && n > 1 && n <= 2 ** 20 && (n & (n - 1)) === 0;
  return (
    isPowerOfTwo &&
    Number.isInteger(r) &&
    r > 0 &&
    r <= 16 &&
    Number.isInteger(p) &&
    p > 0 &&
    p <= 4
  );
}

/**
 * The passphrase is taken in Unicode normalisation form C, as RFC 8265 section 4.2 asks, so that it opens
 * the vault from another keyboard or system too.
 */
export async function derivePassphraseKey(
  passphrase: Secret,
  cost: ScryptCost,
  salt: Uint8Array = randomBytes(32),
): Promise<PassphraseKey> {
  const text = passphrase.expose().normalize('NFC');
  if (text === '') throw new AppError('vault_passphrase_missing');
  const options = { N: cost.n, r: cost.r, p: cost.p, maxmem: 256 * cost.n * cost.r };
  const key = await new Promise<Buffer>((resolve, reject) => {
    scrypt(text, salt, 32, options, (error, derived) => (error ? reject(error) : resolve(derived)));
  });
  return { cost, salt, key };
}
