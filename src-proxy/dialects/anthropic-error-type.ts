import type { RenderableError } from './dialect.ts';

/** Statuses that have a type of their own in https://platform.claude.com/docs/en/api/errors. */
const typeByStatus: ReadonlyMap<number, string> = new Map([
  [413, 'request_too_large'],
  [504, 'timeout_error'],
  [529, 'overloaded_error'],
]);

/** Anthropic's name for the kind of error. Our families carry its names, except for these statuses. */
export function anthropicErrorType(error: RenderableError): string {
  return typeByStatus.get(error.status) ?? error.type;
}
