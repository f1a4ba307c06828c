/**
 * A connection through an HTTP proxy. Plain http is tunnelled like https, so that the proxy sees where a
 * request goes, never what it says.
 *
 * The guard is weaker here: the proxy resolves the name. A literal or a metadata name is refused as ever,
 * but a name that leads to a metadata or private address of the proxy's own network is the proxy's to
 * refuse. The address of the proxy itself is checked, so that it is neither of our own doors.
 */
import { lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import type { buildConnector as undiciConnector } from 'undici';
import type { AppError } from '../errors.ts';
import { addressRefusal } from './check-address.ts';
import { checkedLookup } from './checked-lookup.ts';
import type { Proxy } from './choose-proxy.ts';
import {
  destinationOf,
  destinationRefusal,
  verified,
  type GuardOptions,
} from './guarded-connect.ts';
import { openTunnel } from './open-tunnel.ts';
import { buildConnector } from './undici-parts.ts';
import { watched } from './used-connections.ts';

/** The connector of one origin's pool, through `proxy`. */
export function proxiedConnect(
  origin: URL,
  proxy: Proxy,
  options: GuardOptions,
): undiciConnector.connector {
  const destination = destinationOf(origin);
  const proxyDestination = { ...destinationOf(proxy.origin), isPlain: false };
  const proxyRefusal = (address: string): AppError | null =>
    addressRefusal(address, proxyDestination, options.isOwnAddress);
  const target = `${origin.hostname}:${destination.port}`;
  let secure: undiciConnector.connector | undefined;

  const refusal = (): AppError | null =>
    destinationRefusal(destination, options.isOwnAddress) ??
    (isIP(proxyDestination.host) === 0 ? null : proxyRefusal(proxyDestination.host));

  return (request, callback) => {
    const refused = refusal();
    if (refused !== null) return queueMicrotask(() => callback(refused, null));
    const done = watched(callback);
    const tunnel = {
      timeoutMs: options.connectTimeoutMs,
      lookup: checkedLookup(options.lookup ?? systemLookup, proxyRefusal),
      secureContext: options.secureContext,
    };
    openTunnel(proxy, target, tunnel, (error, socket) => {
      if (error !== null) return callback(error, null);
      if (destination.isPlain) return done(null, socket);
      secure ??= buildConnector({
        allowH2: false,
        timeout: options.connectTimeoutMs,
        secureContext: options.secureContext(),
        ...verified,
      });
      secure({ ...request, httpSocket: socket }, done);
    });
  };
}
