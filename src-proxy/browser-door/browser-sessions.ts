/**
 * Who may use the browser door. A one-time code, obtained over the private socket, is exchanged for a
 * bearer that the page keeps in memory: never a cookie, since the ports of a host share those. Codes and
 * bearers are held as digests and looked up by digest, so neither can be guessed by timing nor read from
 * a memory image of the table. Nothing here is written anywhere.
 */
import { hash, randomBytes } from 'node:crypto';
import { AppError } from '../errors.ts';
import { BrowserSession } from './browser-session.ts';

export const CODE_VALID_MS = 60_000;
export const SESSION_IDLE_MS = 30 * 60_000;
const MAX_CODES = 16;
const MAX_SESSIONS = 64;

export class BrowserSessions {
  readonly #clock: () => number;
  /** Digest of a code to the moment it ends. */
  readonly #codes = new Map<string, number>();
  readonly #sessions = new Map<string, BrowserSession>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  createCode(): { readonly code: string; readonly expiresAt: number } {
    const code = randomText();
    const expiresAt = this.#clock() + CODE_VALID_MS;
    dropOldest(this.#codes, MAX_CODES);
    this.#codes.set(digest(code), expiresAt);
    return { code, expiresAt };
  }

  /** A code works once, also when it has expired. @throws session_code_invalid */
  redeem(code: string): string {
    const key = digest(code);
    const expiresAt = this.#codes.get(key);
    this.#codes.delete(key);
    if (expiresAt === undefined || this.#clock() >= expiresAt) {
      throw new AppError('session_code_invalid');
    }
    this.#endIdle();
    for (const dropped of dropOldest(this.#sessions, MAX_SESSIONS)) dropped.end();
    const bearer = randomText();
    this.#sessions.set(digest(bearer), new BrowserSession(this.#clock));
    return bearer;
  }

  /** @throws session_missing, session_ended */
  find(bearer: string | null): BrowserSession {
    if (bearer === null) throw new AppError('session_missing');
    this.#endIdle();
    const session = this.#sessions.get(digest(bearer));
    if (session === undefined) throw new AppError('session_ended');
    return session;
  }

  end(bearer: string | null): void {
    if (bearer === null) return;
    const key = digest(bearer);
    this.#sessions.get(key)?.end();
    this.#sessions.delete(key);
  }

  #endIdle(): void {
    for (const [key, session] of this.#sessions) {
      if (!session.isIdleFor(SESSION_IDLE_MS)) continue;
      session.end();
      this.#sessions.delete(key);
    }
  }
}

const randomText = (): string => randomBytes(32).toString('base64url');

const digest = (text: string): string => hash('sha256', text, 'base64url');

/** Makes room for one more; maps keep the order in which things came. */
function dropOldest<Value>(map: Map<string, Value>, max: number): readonly Value[] {
  const dropped = [...map].slice(0, Math.max(0, map.size - max + 1));
  for (const [key] of dropped) map.delete(key);
  return dropped.map(([, value]) => value);
}
