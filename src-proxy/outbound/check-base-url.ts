/**
 * What a connection may point at, judged by its text when it is saved. A name is judged by its form only;
 * where it leads is judged again, on the address, at every connect (guarded-connect.ts).
 *
 * Plain http would show the provider key to the network, so it is for this machine and private networks:
 * loopback, private (100.64.0.0/10 included, see classify-address.ts) and link-local literals, localhost
 * names, and names the public name system does not serve (single labels, .local, .internal, .home.arpa,
 * .lan). Such a name that turns out to lead to a public address is refused at connect.
 *
 * The URL parser turns decimal, octal, hexadecimal and full-width spellings of an address into the plain
 * one, so each is judged as what it is. An IPv6 zone id is not a valid URL and refused.
 */
import { AppError } from '../errors.ts';
import { forbiddenReasons } from './check-address.ts';
import { classifyAddress } from './classify-address.ts';
import type { IsOwnAddress } from './own-address.ts';
import { bareHost, isLocalhostName, isMetadataName, isPrivateName } from './host-name.ts';

export interface BaseUrl {
  /** Normalised, without a trailing slash: what is saved. */
  readonly href: string;
  /** What `dispatcherFor` takes, e.g. `https://api.example.com`. */
  readonly origin: string;
  /** Empty or starting with a slash; never ends with one. */
  readonly path: string;
  /** Without brackets or a trailing dot. */
  readonly host: string;
}

const maxLength = 2048;

/** Throws `base_url_invalid`, `base_url_insecure` or `base_url_forbidden`. */
export function checkBaseUrl(text: string, isOwnAddress?: IsOwnAddress): BaseUrl {
  const url = parse(text);
  const host = bareHost(url.hostname);
  const reason = forbiddenReason(url, isOwnAddress);
  if (reason !== null) throw new AppError('base_url_forbidden', { host, reason });
  if (url.protocol === 'http:' && !isPlainHttpAllowed(host)) {
    throw new AppError('base_url_insecure', { host });
  }
  const path = url.pathname.replace(/\/+$/, '');
  return { href: `${url.origin}${path}`, origin: url.origin, path, host };
}

function parse(text: string): URL {
  const trimmed = text.trim();
  const authority = /^https?:\/\/([^/]+)/i.exec(trimmed)?.[1];
  const isWellFormed =
    authority !== undefined &&
    !authority.includes('@') &&
    trimmed.length <= maxLength &&
    !/[?#\\\s\p{Cc}]/u.test(trimmed) &&
    URL.canParse(trimmed);
  if (!isWellFormed) throw new AppError('base_url_invalid');
  const url = new URL(trimmed);
  url.hostname = url.hostname.replace(/\.$/, '');
  const hasEmptyLabel = /^\.|\.\.|\.$/.test(url.hostname);
  if (url.port === '0' || hasEmptyLabel) throw new AppError('base_url_invalid');
  return url;
}

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));

/** Why nothing is sent to such a URL; null: something may be. */
export function forbiddenReason(url: URL, isOwnAddress: IsOwnAddress | undefined): string | null {
  const host = bareHost(url.hostname);
  const kind = isMetadataName(host) ? 'metadata' : classifyAddress(host);
  const reason = kind === null ? null : forbiddenReasons[kind];
  if (reason !== null) return reason;
  const addresses = isLocalhostName(host) ? ['127.0.0.1', '::1'] : [host];
  const isOwn = addresses.some((address) => isOwnAddress?.(address, portOf(url)) === true);
  return isOwn ? "it is Latchport's own address" : null;
}

/** Whether http may be spoken with a host: this machine and private networks. */
export function isPlainHttpAllowed(host: string): boolean {
  const kind = classifyAddress(host);
  return kind === null ? isPrivateName(host) : kind !== 'public';
}
