/**
 * `latchport://connect?...`: an app's wish for a virtual key of its own. The link comes from anywhere, a web
 * page included, so it is data to be shown and nothing more (SECURITY.md T19): what is not known, not
 * plain text or not shown in full refuses the whole link, and the answer goes to loopback only.
 *
 * The challenge is PKCE's (RFC 7636, S256 only); the loopback redirect is RFC 8252 section 7.3 with its
 * advice to use the address itself, since `localhost` may be made to mean another machine.
 */
import { z } from 'zod';
import { AppError } from '../../src-proxy/errors.ts';

export const LINK_SCHEME = 'latchport';

export interface ConnectRequest {
  readonly app: string;
  readonly callback: URL;
  readonly state: string;
  readonly codeChallenge: string;
  /** Null: all. */
  readonly models: readonly string[] | null;
  readonly connections: readonly string[] | null;
  readonly environment: 'dev' | 'staging' | 'prod' | null;
  readonly expiresInMs: number | null;
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
  /** Empty: without limit. */
  readonly budgets: readonly { readonly usd: number; readonly per: Period }[];
}

type Period = 'day' | 'week' | 'month' | 'total';

const MAX_LINK = 4096;
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|\[::1\]):\d+$/;
const DAY_MS = 86_400_000;
const units = { h: 3_600_000, d: DAY_MS } as const;

const names = (each: RegExp) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.string().regex(each)).min(1).max(16));

const rate = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
  .exactOptional();

/** `5/day`, `0.50/month`. */
const budget = z
  .string()
  .regex(/^\d{1,5}(\.\d{1,2})?\/(day|week|month|total)$/)
  .transform((text) => {
    const [usd = '', per] = text.split('/');
    return { usd: Number(usd), per: z.enum(['day', 'week', 'month', 'total']).parse(per) };
  });

/** Letters and digits of any script, something of them to be seen, and nothing that is drawn as nothing. */
const APP_NAME = /^(?! )(?=.*[\p{L}\p{N}])(?!.*\p{DI})[\p{L}\p{M}\p{N} .()+_-]{1,48}(?<! )$/u;

const parameters = z.strictObject({
  app: z.string().regex(APP_NAME),
  callback: z.string().max(512),
  state: z.string().regex(/^[\w.~-]{8,128}$/),
  code_challenge: z.string().regex(/^[\w-]{43}$/),
  code_challenge_method: z.literal('S256'),
  models: names(/^[\w.:/*@-]{1,128}$/).exactOptional(),
  connections: names(/^[a-z0-9-]{1,128}$/).exactOptional(),
  environment: z.enum(['dev', 'staging', 'prod']).exactOptional(),
  rpm: rate,
  tpm: rate,
  budget: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(budget).max(4))
    .exactOptional(),
  expires: z
    .string()
    .regex(/^[1-9]\d{0,3}[hd]$/)
    .exactOptional(),
});

/** @throws connect_link_invalid naming the first thing wrong */
export function parseConnectLink(link: string): ConnectRequest {
  const read = parameters.safeParse(readParameters(readAddress(link)));
  if (!read.success) throw refused(describe(read.error.issues[0]));
  const { callback, code_challenge: codeChallenge, expires, ...wanted } = read.data;
  return {
    app: wanted.app,
    callback: readCallback(callback),
    state: wanted.state,
    codeChallenge,
    models: wanted.models ?? null,
    connections: wanted.connections ?? null,
    environment: wanted.environment ?? null,
    expiresInMs: expires === undefined ? null : readDuration(expires),
    requestsPerMinute: wanted.rpm ?? null,
    tokensPerMinute: wanted.tpm ?? null,
    budgets: wanted.budget ?? [],
  };
}

function readAddress(link: string): URLSearchParams {
  const url = link.length > MAX_LINK ? null : URL.parse(link);
  if (url?.protocol !== `${LINK_SCHEME}:`) throw refused('it is no link of Latchport');
  if (url.host !== 'connect' || !/^\/?$/.test(url.pathname) || url.hash !== '') {
    throw refused('it asks for nothing this version knows');
  }
  return url.searchParams;
}

function readParameters(search: URLSearchParams): Readonly<Record<string, string>> {
  const entries = [...search];
  if (new Set(entries.map(([name]) => name)).size < entries.length) {
    throw refused('it says something twice');
  }
  return Object.fromEntries(entries);
}

function readCallback(text: string): URL {
  const url = URL.parse(text);
  const isLoopback = url !== null && LOOPBACK.test(url.origin);
  if (!isLoopback)
    throw refused('its callback is not http://127.0.0.1 or http://[::1] with a port');
  if (`${url.username}${url.password}${url.hash}` !== '') {
    throw refused('its callback holds more than an address');
  }
  return url;
}

function readDuration(text: string): number {
  const unit = text.endsWith('h') ? units.h : units.d;
  const durationMs = Number(text.slice(0, -1)) * unit;
  if (durationMs > 366 * DAY_MS) throw refused('its key would last longer than a year');
  return durationMs;
}

/** Names the parameter, never its value. */
function describe(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys') return 'it asks for something this version cannot show';
  return `its parameter "${String(issue?.path[0] ?? '')}" is missing or not valid`;
}

const refused = (problem: string): AppError => new AppError('connect_link_invalid', { problem });
