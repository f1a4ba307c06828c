/**
 * How the engine connects to anything: one pool of keep-alive connections an origin, all through the guard.
 *
 * HTTP/1.1 only. The relay passes bytes as they come, one request has one connection, so a slow reader
 * holds up nobody else, and a broken connection breaks one answer instead of a hundred. What HTTP/2 would
 * save, the handshakes, keep-alive saves as well. Redirects are never followed: undici follows them only
 * where an interceptor asks it to, and none is installed.
 */
import type { LookupFunction } from 'node:net';
import { Pool, type Dispatcher } from 'undici';
import { guardedConnect } from './guarded-connect.ts';
import { defaultTimeouts, type OutboundTimeouts } from './outbound-timeouts.ts';
import type { IsOwnAddress } from './own-address.ts';
import { createTrust, type ReadSystemCertificates } from './trusted-certificates.ts';

export interface OutboundOptions {
  readonly isOwnAddress: IsOwnAddress;
  readonly timeouts?: Partial<OutboundTimeouts> | undefined;
  readonly connectionsPerOrigin?: number | undefined;
  /** Resolves names; the system's resolver by default. */
  readonly lookup?: LookupFunction | undefined;
  readonly readSystemCertificates?: ReadSystemCertificates | undefined;
}

export interface Outbound {
  readonly timeouts: OutboundTimeouts;
  /**
   * The way to an origin (`https://api.example.com`, without path). Ask for it at every request and do
   * not keep it: an unused pool is dropped. Dispatch with `origin` set to the same text.
   */
  dispatcherFor(origin: string): Dispatcher;
  /** Ends after running requests have. */
  close(): Promise<void>;
  /** Ends now; running requests fail. */
  destroy(): Promise<void>;
}

export function createOutbound(options: OutboundOptions): Outbound {
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const secureContext = createTrust(options.readSystemCertificates);
  const pools = new Map<string, Pool>();
  const open = (origin: string): Pool => {
    const url = new URL(origin);
    return new Pool(url.origin, {
      connect: guardedConnect(url, {
        isOwnAddress: options.isOwnAddress,
        connectTimeoutMs: timeouts.connectMs,
        secureContext,
        lookup: options.lookup,
      }),
      connections: options.connectionsPerOrigin ?? 1024,
      pipelining: 1,
      allowH2: false,
      headersTimeout: timeouts.headersMs,
      bodyTimeout: timeouts.bodyIdleMs,
      maxHeaderSize: 65_536,
    });
  };
  return {
    timeouts,
    dispatcherFor(origin) {
      const known = pools.get(origin);
      if (known !== undefined) return known;
      const pool = open(origin);
      pools.set(origin, pool);
      return pool;
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
    async destroy() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}
