/**
 * Every way Latchport says no: one row a code. `status` is the HTTP status, `type` the family a client
 * sorts by, `message` the sentence a person reads, ending with what to do next. Messages are built from
 * named facts only, never from another error's text, so no secret or content can slip in.
 */
import { connectionErrors } from './errors/connection-errors.ts';
import { engineErrors } from './errors/engine-errors.ts';
import { managementKeyErrors } from './errors/management-key-errors.ts';
import { moneyErrors } from './errors/money-errors.ts';
import { reportingErrors } from './errors/reporting-errors.ts';
import { requestErrors } from './errors/request-errors.ts';
import { routingErrors } from './errors/routing-errors.ts';
import { sessionErrors } from './errors/session-errors.ts';
import { shellErrors } from './errors/shell-errors.ts';
import { upstreamErrors } from './errors/upstream-errors.ts';
import { vaultErrors } from './errors/vault-errors.ts';
import { virtualKeyErrors } from './errors/virtual-key-errors.ts';
import { webhookErrors } from './errors/webhook-errors.ts';
import { workspaceErrors } from './errors/workspace-errors.ts';
import type { ErrorRow, ErrorType } from './errors/error-row.ts';

export type { ErrorType };

export const errorTable = {
  ...virtualKeyErrors,
  ...moneyErrors,
  ...requestErrors,
  ...routingErrors,
  ...upstreamErrors,
  ...connectionErrors,
  ...vaultErrors,
  ...engineErrors,
  ...sessionErrors,
  ...reportingErrors,
  ...managementKeyErrors,
  ...webhookErrors,
  ...shellErrors,
  ...workspaceErrors,
} satisfies Record<string, ErrorRow<never>>;

export type ErrorCode = keyof typeof errorTable;

type FactsOf<Code extends ErrorCode> =
  Parameters<(typeof errorTable)[Code]['message']> extends [infer Facts]
    ? [Facts] extends [void]
      ? []
      : [facts: Facts]
    : [];

/** The one error type thrown on purpose. `code` is stable; the message may be reworded. */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AppError';
  readonly code: Code;
  readonly status: number;
  readonly type: ErrorType;
  /** Seconds a client should wait, sent as Retry-After. */
  retryAfterSeconds: number | undefined;

  constructor(code: Code, ...facts: FactsOf<Code>) {
    const entry: ErrorRow<never> = errorTable[code];
    super(String(Reflect.apply(entry.message, undefined, facts)));
    this.code = code;
    this.status = entry.status;
    this.type = entry.type;
  }
}

/** Turns anything thrown into an AppError; an unknown error's own text stays out of it. */
export function toAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('internal');
}
