/**
 * How the engine connects to anything: one pool of keep-alive connections an origin, all through the guard.
 *
 * HTTP/1.1 only. The relay passes bytes as they come, one request has one connection, so a slow reader
 * holds up nobody else, and a broken connection breaks one answer instead of a hundred. What HTTP/2 would
 * save, the handshakes, keep-alive saves as well. Redirects are never followed: undici follows them only
 * where an interceptor asks it to, and none is installed.
 */
import type { LookupFunction } from 'node:net';
import type { Dispatcher, Pool as UndiciPool } from 'undici';
import { createDemoDispatcher, demoOrigin } from '../demo/demo-dispatcher.ts';
import { createProxyChoice } from './choose-proxy.ts';
import { guardedConnect, type GuardOptions } from './guarded-connect.ts';
import { OriginPools, systemClocks, type Clocks } from './origin-pools.ts';
import { defaultTimeouts, type OutboundTimeouts } from './outbound-timeouts.ts';
import type { IsOwnAddress } from './own-address.ts';
import { proxiedConnect } from './proxied-connect.ts';
import type { ProxySettings } from './proxy-settings.ts';
import { createTrust, type ReadSystemCertificates } from './trusted-certificates.ts';
import { Pool } from './undici-parts.ts';

export interface OutboundOptions {
  readonly isOwnAddress: IsOwnAddress;
  readonly proxy?: ProxySettings | undefined;
  readonly timeouts?: Partial<OutboundTimeouts> | undefined;
  /** Connections an origin may have at a time; further requests wait. One running request holds one. */
  readonly connectionsPerOrigin?: number | undefined;
  /** How long an unused pool is kept, at least. */
  readonly poolIdleMs?: number | undefined;
  /** Resolves names; the system's resolver by default. */
  readonly lookup?: LookupFunction | undefined;
  /** The certificates the system trusts (PEM); read at the first https connection. */
  readonly readSystemCertificates?: ReadSystemCertificates | undefined;
  readonly clocks?: Clocks | undefined;
}

export interface Outbound {
  readonly timeouts: OutboundTimeouts;
  /**
   * The way to an origin (`https://api.example.com`, as `URL.origin` gives it). Ask at every request and do
   * not keep the answer: an unused pool is dropped. The demo's origin is answered in this process.
   */
  dispatcherFor(origin: string): Dispatcher;
  /** To be called when the network changed: later requests get new connections, running ones keep theirs. */
  renew(): void;
  /** Ends after running requests have. */
  close(): Promise<void>;
  /** Ends now; running requests fail. */
  destroy(): Promise<void>;
}

const connectionsPerOrigin = 1024;
const poolIdleMs = 300_000;
const maxHeaderBytes = 65_536;

/**
 * How long an idle connection is kept when the server does not say. Public services hold on for a minute
 * and more, and a TLS handshake is worth saving; local model servers, many on uvicorn, hang up after 5 s
 * without a word, and are reached again in no time.
 */
const keepAliveMs = { 'https:': 30_000, 'http:': 4_000 };
const maxKeepAliveMs = 60_000;

/** Throws `config_invalid` for a proxy setting that is no proxy URL. */
export function createOutbound(options: OutboundOptions): Outbound {
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const chooseProxy = createProxyChoice(options.proxy ?? {});
  const guard: GuardOptions = {
    isOwnAddress: options.isOwnAddress,
    connectTimeoutMs: timeouts.connectMs,
    secureContext: createTrust(options.readSystemCertificates),
    lookup: options.lookup,
  };
  const open = (origin: string): UndiciPool => {
    const url = new URL(origin);
    const proxy = chooseProxy(url);
    return new Pool(url.origin, {
      connect: proxy === null ? guardedConnect(url, guard) : proxiedConnect(url, proxy, guard),
      connections: options.connectionsPerOrigin ?? connectionsPerOrigin,
      pipelining: 1,
      allowH2: false,
      headersTimeout: timeouts.headersMs,
      bodyTimeout: timeouts.bodyIdleMs,
      keepAliveTimeout: keepAliveMs[url.protocol === 'http:' ? 'http:' : 'https:'],
      keepAliveMaxTimeout: maxKeepAliveMs,
      maxHeaderSize: maxHeaderBytes,
    });
  };
  const pools = new OriginPools(
    open,
    options.poolIdleMs ?? poolIdleMs,
    options.clocks ?? systemClocks,
  );
  const demo = createDemoDispatcher();
  return {
    timeouts,
    dispatcherFor: (origin) => (origin === demoOrigin ? demo : pools.get(origin)),
    renew: () => pools.renew(),
    close: () => pools.close(),
    destroy: () => pools.destroy(),
  };
}
