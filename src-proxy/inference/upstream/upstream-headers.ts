/**
 * Which of a client's request headers go on to the provider. Dropped are: hop-by-hop headers (RFC 9110,
 * 7.6.1), what describes the client's own connection or address, cookies and browser marks, what would
 * have the provider read another method than the one that was judged here, and everything that can carry
 * a credential or quotes a virtual key, so that neither a virtual key nor a key of one provider ever
 * reaches another. Vendor headers (`anthropic-*`, `openai-*`, `x-stainless-*`, `x-goog-*`) and what
 * nobody listed here pass byte for byte.
 */
import type { DialectName } from '../../dialects/dialect-name.ts';
import { quotesKey } from '../../virtual-keys/mint-key.ts';

const dropped: ReadonlySet<string> = new Set([
  // Hop by hop, or set anew for the upstream connection.
  'host',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'expect',
  'accept-encoding',
  'http2-settings',
  // Where the client is.
  'forwarded',
  'via',
  'x-real-ip',
  'true-client-ip',
  'origin',
  'referer',
  'dnt',
]);

const droppedPrefixes = [
  'proxy-',
  'x-forwarded-',
  'cf-',
  'sec-',
  'x-latchport-',
  'access-control-',
] as const;

/** Names that carry credentials, whoever invented them. */
const credential =
  /authorization|cookie|api-?key|(auth|access|session|refresh)-?token|password|secret/;

/** `X-HTTP-Method-Override` and its kind: a GET costs nothing, the POST it would become does. */
const methodOverride = /^x-(?:[a-z-]+-)?method(?:-override)?$/;

/** Headers that name an account of one vendor; they go to that vendor's dialects only. */
const vendorOnly: readonly (readonly [prefix: string, dialects: readonly DialectName[]])[] = [
  ['openai-', ['openai-chat', 'openai-responses']],
  ['anthropic-', ['anthropic-messages']],
  ['x-goog-', ['gemini']],
];

type Passing = 'never' | 'always' | readonly DialectName[];

const decisions = new Map<string, Passing>();

/** Whether a header of this name, as the client spelled it, goes on to a provider speaking `dialect`. */
export function isForwarded(name: string, dialect: DialectName): boolean {
  let passing = decisions.get(name);
  if (passing === undefined) {
    passing = decide(name.toLowerCase());
    // Clients decide the names, so the memory of decisions is bounded.
    if (decisions.size < 1000) decisions.set(name, passing);
  }
  return passing === 'always' || (passing !== 'never' && passing.includes(dialect));
}

function decide(name: string): Passing {
  if (dropped.has(name) || droppedPrefixes.some((prefix) => name.startsWith(prefix)))
    return 'never';
  if (credential.test(name) || methodOverride.test(name)) return 'never';
  return vendorOnly.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 'always';
}

/**
 * The client's headers that go on, as a flat name-value list in the client's own spelling. Headers the
 * client's `Connection` names are hop-by-hop too (RFC 9110, 7.6.1).
 */
export function forwardedHeaders(
  rawHeaders: readonly string[],
  connectionHeader: string | undefined,
  dialect: DialectName,
): string[] {
  const perHop = hopNames(connectionHeader);
  const headers: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    const value = rawHeaders[at + 1] ?? '';
    const isForThisHop = perHop?.has(name.toLowerCase()) === true;
    if (isForwarded(name, dialect) && !isForThisHop && !quotesKey(value)) headers.push(name, value);
  }
  return headers;
}

function hopNames(connectionHeader: string | undefined): ReadonlySet<string> | null {
  if (connectionHeader === undefined || /^(keep-alive|close)$/i.test(connectionHeader)) return null;
  return new Set(connectionHeader.split(',').map((name) => name.trim().toLowerCase()));
}
