import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createIsOwnAddress } from '../../../src-proxy/outbound/own-address.ts';

describe('createIsOwnAddress', () => {
  const loopbackOnly = createIsOwnAddress(() => [{ address: '127.0.0.1', port: 6174 }]);

  it('knows a door by address and port', () => {
    expect(loopbackOnly('127.0.0.1', 6174)).toBe(true);
    expect(loopbackOnly('127.0.0.1', 6175)).toBe(false);
    expect(loopbackOnly('::1', 6174)).toBe(false);
    expect(loopbackOnly('127.0.0.2', 6174)).toBe(false);
  });

  it('knows it in its IPv4-mapped spelling too', () => {
    expect(loopbackOnly('::ffff:127.0.0.1', 6174)).toBe(true);
    expect(loopbackOnly('::ffff:7f00:1', 6174)).toBe(true);
  });

  it.each(['0.0.0.0', '::'])('reaches a door on %s by every address of this machine', (address) => {
    const isOwn = createIsOwnAddress(() => [{ address, port: 6174 }]);
    expect(isOwn('127.0.0.1', 6174)).toBe(true);
    expect(isOwn('127.3.4.5', 6174)).toBe(true);
    expect(isOwn('::1', 6174)).toBe(true);
    for (const own of Object.values(networkInterfaces()).flat()) {
      expect(isOwn(own?.address ?? '', 6174)).toBe(true);
    }
    expect(isOwn('203.0.113.7', 6174)).toBe(false);
  });

  it('follows doors that open and close', () => {
    const doors: { address: string; port: number }[] = [];
    const isOwn = createIsOwnAddress(() => doors);
    expect(isOwn('127.0.0.1', 7000)).toBe(false);
    doors.push({ address: '127.0.0.1', port: 7000 });
    expect(isOwn('127.0.0.1', 7000)).toBe(true);
  });
});
