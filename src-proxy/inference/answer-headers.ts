/**
 * Which of a provider's response headers reach the client: an allow-list, since what a provider
 * might send is unknown (a key echoed in a header, cookies, redirects with credentials).
 */
import type { IncomingHttpHeaders } from 'node:http';
import { requestIdOf } from '../usage/usage-record.ts';
import type { Exchange } from './exchange.ts';
import type { Constraint } from './plan/fixed-plan.ts';
import type { Candidate } from './plan/candidate.ts';

const passed: ReadonlySet<string> = new Set([
  'content-type',
  'content-length',
  'content-encoding',
  'content-disposition',
  'content-language',
  'content-range',
  'accept-ranges',
  'cache-control',
  'etag',
  'last-modified',
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
  'x-request-id',
  'request-id',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
]);

const passedPrefixes = [
  'openai-',
  'anthropic-',
  'x-ratelimit-',
  'ratelimit-',
  'x-groq-',
  'x-goog-',
];

const neverPassed = /key|token$|cookie|authorization|secret/;

const decisions = new Map<string, boolean>();

function isPassed(name: string): boolean {
  let decision = decisions.get(name);
  if (decision === undefined) {
    decision =
      passed.has(name) ||
      (passedPrefixes.some((prefix) => name.startsWith(prefix)) && !neverPassed.test(name));
    if (decisions.size < 1000) decisions.set(name, decision);
  }
  return decision;
}

export interface AttemptFacts {
  /** What the proxy itself spent on the request. */
  readonly spentMs: number;
  /** What kept others from being asked, where one could have been; null: nothing. */
  readonly constraint: Constraint | null;
}

/** The head of an answer: what the provider said that may pass, and what happened to the request. */
export function answerHeaders(
  { record }: Exchange,
  { connection, provider, model }: Candidate,
  headers: IncomingHttpHeaders,
  { spentMs, constraint }: AttemptFacts,
): string[] {
  const list = passedHeaders(headers);
  list.push(
    'x-latchport-request-id',
    requestIdOf(record.id),
    'x-latchport-connection',
    connection.slug,
    'x-latchport-provider',
    provider.id,
    'x-latchport-attempts',
    String(record.attempts),
    'x-latchport-overhead-ms',
    spentMs.toFixed(2),
  );
  if (model !== null) list.push('x-latchport-model', encodeURI(model.toWellFormed()));
  if (constraint !== null) list.push('x-latchport-no-fallback', constraint);
  return list;
}

/** The provider's headers that reach the client, as a flat name-value list. */
export function passedHeaders(headers: IncomingHttpHeaders): string[] {
  const list: string[] = [];
  for (const name in headers) {
    if (!isPassed(name)) continue;
    const value = headers[name];
    if (typeof value === 'string') list.push(name, value);
    else for (const item of value ?? []) list.push(name, item);
  }
  return list;
}
