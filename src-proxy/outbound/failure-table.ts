import type { TunnelErrorCode } from './open-tunnel.ts';

/** What an error code of Node, OpenSSL or undici means here. */
export interface FailureMeaning {
  /** `reset`: whether it is `upstream_unreachable` or `upstream_interrupted` depends on how far the request got. */
  readonly code:
    | 'upstream_unreachable'
    | 'upstream_timeout'
    | 'upstream_interrupted'
    | 'upstream_invalid'
    | 'aborted'
    | 'internal'
    | 'reset';
  readonly reason: string;
  /** Set where the error can only arise before a byte of the request was sent. */
  readonly isBeforeSending?: true;
  /** The time limit that ran out. */
  readonly limit?: 'connect' | 'headers' | 'body';
}

const unreachable = (reason: string): FailureMeaning => ({
  code: 'upstream_unreachable',
  reason,
  isBeforeSending: true,
});
const reset = (reason: string): FailureMeaning => ({ code: 'reset', reason });
const invalid = (reason: string): FailureMeaning => ({ code: 'upstream_invalid', reason });
const untrusted = unreachable('TLS certificate not trusted');
const unsendable: FailureMeaning = {
  code: 'internal',
  reason: 'the request cannot be sent',
  isBeforeSending: true,
};
const nameNotFound = unreachable('name not found');

const proxyMeanings: Readonly<Record<TunnelErrorCode, FailureMeaning>> = {
  PROXY_UNREACHABLE: unreachable('the proxy could not be reached'),
  PROXY_TIMEOUT: {
    code: 'upstream_timeout',
    reason: 'the proxy did not answer',
    isBeforeSending: true,
    limit: 'connect',
  },
  PROXY_CREDENTIALS: unreachable('the proxy wants other credentials (HTTP 407)'),
  PROXY_REFUSED: unreachable('the proxy refused the connection'),
};

const meanings: Readonly<Record<string, FailureMeaning>> = {
  ...proxyMeanings,

  ECONNREFUSED: unreachable('connection refused'),
  ENOTFOUND: nameNotFound,
  ENODATA: nameNotFound,
  EAI_NODATA: nameNotFound,
  EAI_NONAME: nameNotFound,
  EAI_AGAIN: unreachable('name lookup failed; is this machine online?'),
  EHOSTUNREACH: unreachable('no route to host'),
  EHOSTDOWN: unreachable('host is down'),
  ENETUNREACH: unreachable('network unreachable'),
  ENETDOWN: unreachable('network is down'),
  EADDRNOTAVAIL: unreachable('no local address or port left to connect from'),
  EMFILE: unreachable('too many open files'),
  ENFILE: unreachable('too many open files'),
  EACCES: unreachable('blocked by this machine, perhaps a firewall'),
  EPERM: unreachable('blocked by this machine, perhaps a firewall'),
  UND_ERR_CLOSED: unreachable('Latchport is stopping'),
  UND_ERR_DESTROYED: reset('Latchport is stopping'),

  UND_ERR_CONNECT_TIMEOUT: {
    code: 'upstream_timeout',
    reason: 'connection timed out',
    isBeforeSending: true,
    limit: 'connect',
  },
  UND_ERR_HEADERS_TIMEOUT: { code: 'upstream_timeout', reason: 'no answer', limit: 'headers' },
  UND_ERR_BODY_TIMEOUT: { code: 'upstream_timeout', reason: 'the answer stalled', limit: 'body' },

  ETIMEDOUT: reset('connection timed out'),
  ECONNRESET: reset('connection reset'),
  ECONNABORTED: reset('connection reset'),
  EPIPE: reset('connection closed'),
  UND_ERR_SOCKET: reset('connection closed'),
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: {
    code: 'upstream_interrupted',
    reason: 'the answer was shorter or longer than announced',
  },
  HPE_INVALID_EOF_STATE: { code: 'upstream_interrupted', reason: 'the answer was cut' },

  UND_ERR_HEADERS_OVERFLOW: invalid('response headers too large'),
  UND_ERR_RES_EXCEEDED_MAX_SIZE: invalid('answer too large'),

  CERT_HAS_EXPIRED: unreachable('TLS certificate expired'),
  CERT_NOT_YET_VALID: unreachable("TLS certificate not yet valid; is this machine's clock right?"),
  CERT_REVOKED: unreachable('TLS certificate revoked'),
  ERR_TLS_CERT_ALTNAME_INVALID: unreachable('TLS certificate is for another name'),
  HOSTNAME_MISMATCH: unreachable('TLS certificate is for another name'),
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  INVALID_CA: untrusted,
  INVALID_PURPOSE: untrusted,
  PATH_LENGTH_EXCEEDED: untrusted,
  ERR_SSL_WRONG_VERSION_NUMBER: unreachable('no TLS spoken there; is it http?'),
  ERR_SSL_PACKET_LENGTH_TOO_LONG: unreachable('no TLS spoken there; is it http?'),
  EPROTO: reset('TLS failed'),

  UND_ERR_ABORTED: { code: 'aborted', reason: 'the request was given up' },
  UND_ERR_ABORT: { code: 'aborted', reason: 'the request was given up' },
  UND_ERR_INVALID_ARG: unsendable,
  UND_ERR_NOT_SUPPORTED: unsendable,
};

/** By family, for the codes that come in dozens. */
const families: readonly (readonly [RegExp, FailureMeaning])[] = [
  [/^HPE_/, invalid('not HTTP')],
  [/^CERT_|^CRL_|^(?:ERROR|UNABLE_TO|INVALID)_.*(?:CERT|CRL)/, untrusted],
  [/^ERR_SSL_|^ERR_TLS_/, reset('TLS failed')],
];

/** An error without a code comes from our own handlers, not from the network. */
const ownMistake: FailureMeaning = { code: 'internal', reason: 'unexpected error' };

export function meaningOf(code: string | null): FailureMeaning {
  if (code === null) return ownMistake;
  const known = Object.hasOwn(meanings, code) ? meanings[code] : undefined;
  const family = families.find(([pattern]) => pattern.test(code))?.[1];
  return known ?? family ?? reset('connection failed');
}
