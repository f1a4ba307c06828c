/**
 * Which of a provider's response headers reach the client: an allow-list, since what a provider
 * might send is unknown (a key echoed in a header, cookies, redirects with credentials).
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Allowances } from '../../policy/allowances.ts';
import { requestIdOf } from '../../usage/usage-record.ts';
import type { Exchange } from '../exchange.ts';
import type { Constraint } from '../plan/fixed-plan.ts';
import type { Candidate } from '../plan/candidate.ts';

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
  readonly allowances: Allowances;
  /** What the proxy itself spent on the request. */
  readonly spentMs: number;
  /** What kept others from being asked, where one could have been; null: nothing. */
  readonly constraint: Constraint | null;
}

/** The head of an answer: what the provider said that may pass, and what happened to the request. */
export function answerHeaders(
  { record, caller }: Exchange,
  { connection, provider, model }: Candidate,
  headers: IncomingHttpHeaders,
  { spentMs, constraint, allowances }: AttemptFacts,
): string[] {
  const limits = allowances.headersFor(caller);
  const list = passedHeaders(headers, limits.length > 0);
  list.push(...limits);
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
  const remainingUsd = allowances.remainingUsd(caller, record);
  if (remainingUsd !== null) {
    list.push('x-latchport-budget-remaining-usd', remainingUsd.toFixed(6));
  }
  return list;
}

/**
 * The provider's headers that reach the client, as a flat name-value list. The limits of an account mean
 * nothing to a key that has limits of its own.
 */
export function passedHeaders(headers: IncomingHttpHeaders, hasOwnLimits: boolean): string[] {
  const list: string[] = [];
  for (const name in headers) {
    if (!isPassed(name) || (hasOwnLimits && name.startsWith('x-ratelimit-'))) continue;
    const value = headers[name];
    if (typeof value === 'string') list.push(name, value);
    else for (const item of value ?? []) list.push(name, item);
  }
  return list;
}
