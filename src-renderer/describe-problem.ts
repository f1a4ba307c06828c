import { ManagementError } from '../src-proxy/management/management-error.ts';
import { messages } from './messages.ts';

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
  return error instanceof TypeError ? messages.words.unreachable : messages.words.unexpected;
}
