import { ManagementError } from '../../src-proxy/management/management-error.ts';
import { messages } from '../messages.ts';

/** What the engine said went wrong inside an answer. */
interface Said {
  readonly code: string;
  readonly message: string;
}

const isSaid = (error: unknown): error is Said =>
  typeof error === 'object' &&
  error !== null &&
  !(error instanceof Error) &&
  'code' in error &&
  'message' in error;

/** A sentence for a person. The engine's own errors say what to do; anything else is said by kind only. */
export function describeProblem(error: unknown): string {
  if (error instanceof ManagementError || isSaid(error)) return error.message;
  return isUnreached(error) ? messages.words.unreachable : messages.words.unexpected;
}

/**
 * A fetch, or a part of the page that is loaded when needed, met no server. Browsers tell of it by a
 * TypeError and its text alone: "Failed to fetch (dynamically imported module)" in Chromium, "NetworkError
 * when attempting to fetch resource" in Firefox, "Load failed" in Safari. A defect is a TypeError too.
 */
const isUnreached = (error: unknown): boolean =>
  error instanceof TypeError && /\bfetch\b|load failed|imported module/i.test(error.message);
