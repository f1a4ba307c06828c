import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-proxy/errors.ts';
import { authenticateKey } from '../../../src-proxy/virtual-keys/authenticate-key.ts';
import { createVirtualKey } from '../../../src-proxy/virtual-keys/create-virtual-key.ts';
import { mintKey } from '../../../src-proxy/virtual-keys/mint-key.ts';
import {
  pauseVirtualKey,
  revokeVirtualKey,
} from '../../../src-proxy/virtual-keys/set-virtual-key-status.ts';
import { setUpConnections, START } from '../../support/set-up-connections.ts';

async function oneKey(settings: { expiresAt?: number } = {}) {
  const { deps } = await setUpConnections();
  const input = { workspaceId: 'personal', label: 'editor', ...settings };
  const { virtualKey, key } = createVirtualKey(deps, input, 'cli');
  const authenticate = (presented: string, now = START): string => {
    try {
      return authenticateKey(deps.virtualKeys, presented, now).id;
    } catch (error) {
      // Only what was thrown on purpose has a code of the table.
      return error instanceof AppError ? error.code : String(error);
    }
  };
  return { deps, virtualKey, key, authenticate };
}

describe('authenticating a virtual key', () => {
  it('finds whose it is', async () => {
    const { authenticate, key, virtualKey } = await oneKey();
    expect(authenticate(key)).toBe(virtualKey.id);
  });

  it('says when none was sent', async () => {
    const { authenticate } = await oneKey();
    expect(authenticate('')).toBe('virtual_key_missing');
  });

  it('tells a mistyped key from an unknown one', async () => {
    const { authenticate, key } = await oneKey();
    const last = key.at(-1) === 'A' ? 'B' : 'A';
    expect(authenticate(key.slice(0, -1) + last)).toBe('virtual_key_mistyped');
    expect(authenticate(mintKey('sk-lp-'))).toBe('virtual_key_unknown');
  });

  it.each([
    ['pk-lp-', 'virtual_key_mistyped'],
    ['mk-lp-', 'management_key_misplaced'],
  ] as const)('takes no %s key for inference', async (prefix, code) => {
    const { authenticate } = await oneKey();
    expect(authenticate(mintKey(prefix))).toBe(code);
  });

  it('refuses a key cut short or with anything before or behind it', async () => {
    const { authenticate, key } = await oneKey();
    const spoilt = [key.slice(0, -1), `${key} `, ` ${key}`, `${key}\n`, `Bearer ${key}`, key + key];
    expect(spoilt.map((text) => authenticate(text))).toEqual(
      spoilt.map(() => 'virtual_key_mistyped'),
    );
  });

  it('refuses a paused key, naming it', async () => {
    const { deps, authenticate, key } = await oneKey();
    pauseVirtualKey(deps, 'editor', 'cli');
    expect(authenticate(key)).toBe('virtual_key_paused');
    expect(() => authenticateKey(deps.virtualKeys, key, START)).toThrow('"editor" is paused');
  });

  it('refuses a revoked key', async () => {
    const { deps, authenticate, key } = await oneKey();
    revokeVirtualKey(deps, 'editor', 'cli');
    expect(authenticate(key)).toBe('virtual_key_revoked');
  });

  it('ends a key in the very millisecond of its expiry', async () => {
    const { authenticate, key, virtualKey } = await oneKey({ expiresAt: START + 5000 });
    expect(authenticate(key, START + 4999)).toBe(virtualKey.id);
    expect(authenticate(key, START + 5000)).toBe('virtual_key_expired');
  });

  it('says when a key expired', async () => {
    const { deps, key } = await oneKey({ expiresAt: START + 5000 });
    expect(() => authenticateKey(deps.virtualKeys, key, START + 9000)).toThrow(
      '2026-01-15T12:00:05.000Z',
    );
  });

  it('answers any text at all with one of its own codes', async () => {
    const { authenticate, key } = await oneKey();
    const spoilt = fc
      .tuple(fc.nat(key.length - 1), fc.string({ unit: 'binary', maxLength: 3 }))
      .map(([at, text]) => key.slice(0, at) + text + key.slice(at + 1))
      .filter((text) => text !== key);
    const codeUnits = fc
      .array(fc.integer({ min: 0, max: 0xffff }))
      .map((units) => String.fromCharCode(...units));
    const anything = fc.oneof(spoilt, codeUnits, fc.string({ unit: 'binary' }));
    const codes = /^virtual_key_(missing|mistyped|unknown)$/;
    fc.assert(
      fc.property(anything, (presented) => {
        expect(authenticate(presented)).toMatch(codes);
      }),
      { numRuns: 2000 },
    );
  });
});
