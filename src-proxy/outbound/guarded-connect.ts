/**
 * Every connection the engine opens to a provider passes here. A base URL was checked by its text when it
 * was saved, but a name may lead anywhere by now (DNS rebinding), so the address itself is checked: cloud
 * metadata never, plain http to non-public addresses only, our own doors never.
 *
 * Names are checked inside the lookup that the socket uses: there is no second resolution that could
 * answer differently. Literals skip the lookup, so they are checked before.
 */
import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { buildConnector as undiciConnector } from 'undici';
import { AppError } from '../errors.ts';
import { addressRefusal, forbiddenReasons, type Destination } from './check-address.ts';
import { checkedLookup } from './checked-lookup.ts';
import { bareHost, isMetadataName } from './host-name.ts';
import type { IsOwnAddress } from './own-address.ts';
import { buildConnector } from './undici-parts.ts';
import { watched } from './used-connections.ts';

export interface GuardOptions {
  readonly isOwnAddress: IsOwnAddress;
  readonly connectTimeoutMs: number;
  /** Whom to trust; asked for at the first https connection. */
  readonly secureContext: () => SecureContext;
  /** Resolves names; the system's resolver by default. */
  readonly lookup?: LookupFunction | undefined;
}

/**
 * How long an address is tried before the next one of the same name. Node's 250 ms gives up on a
 * working address behind a slow link.
 */
const addressAttemptMs = 500;

/**
 * For connections by TLS. Node takes NODE_TLS_REJECT_UNAUTHORIZED=0 of the environment for its default, and
 * a key vault must not hand its keys to whoever answers because some other program needed that once.
 */
export const verified = { rejectUnauthorized: true } as const;

export const destinationOf = (origin: URL): Destination => ({
  host: bareHost(origin.hostname),
  port: Number(origin.port || (origin.protocol === 'https:' ? 443 : 80)),
  isPlain: origin.protocol === 'http:',
});

/** What forbids a destination by its text alone: a metadata name, or a literal that may not be used. */
export function destinationRefusal(
  destination: Destination,
  isOwnAddress: IsOwnAddress,
): AppError | null {
  const { host } = destination;
  if (isIP(host) !== 0) return addressRefusal(host, destination, isOwnAddress);
  if (!isMetadataName(host)) return null;
  return new AppError('address_forbidden', { host, reason: forbiddenReasons.metadata });
}

/** The connector of one origin's pool. */
export function guardedConnect(origin: URL, options: GuardOptions): undiciConnector.connector {
  const destination = destinationOf(origin);
  const refusalOf = (address: string): AppError | null =>
    addressRefusal(address, destination, options.isOwnAddress);
  let connect: undiciConnector.connector | undefined;
  return (target, callback) => {
    const refusal = destinationRefusal(destination, options.isOwnAddress);
    if (refusal !== null) return queueMicrotask(() => callback(refusal, null));
    connect ??= buildConnector({
      allowH2: false,
      timeout: options.connectTimeoutMs,
      autoSelectFamilyAttemptTimeout: addressAttemptMs,
      lookup: checkedLookup(options.lookup ?? systemLookup, refusalOf),
      ...(destination.isPlain ? {} : { secureContext: options.secureContext(), ...verified }),
    });
    connect(target, watched(callback));
  };
}
