/**
 * Turns what Node, OpenSSL and undici throw into what may be said: a code, a fixed reason, and whether the
 * upstream may have seen the request. An error's own text is never passed on; it may quote addresses,
 * headers or a piece of the answer.
 *
 * undici sends a request once. When a keep-alive connection was closed by the upstream just as the request
 * was written, it fails the request, GET or POST alike, and leaves the decision to the caller. What is known
 * then: it was sent (`wasSent`), yet not one byte came back on a connection that had served before
 * (`isStaleConnection`). Such a request was, as a rule, never read; browsers send it again by themselves.
 * It stays a guess, because a server may also die while working on it.
 */
import type { errors as undiciErrors } from 'undici';
import { AppError } from '../errors.ts';
import { meaningOf } from './failure-table.ts';
import { errors } from './undici-parts.ts';
import { wasConnectionUsed } from './used-connections.ts';

type FailureCode =
  | 'upstream_unreachable'
  | 'upstream_timeout'
  | 'upstream_interrupted'
  | 'upstream_invalid'
  | 'address_forbidden'
  | 'loop_detected'
  /** An abort without an AppError as its reason. */
  | 'aborted'
  /** An AppError given to `controller.abort`, see `appError`; or a mistake of our own. */
  | 'internal';

/** How far the request got, as the dispatch handler saw it. */
export interface Progress {
  /** `onRequestStart` was called: bytes may be on their way. */
  readonly isSent: boolean;
  /** `onResponseStarted` or `onResponseStart` was called. */
  readonly isAnswering: boolean;
}

export interface Failure {
  readonly code: FailureCode;
  /** Fixed text, e.g. `connection refused`. */
  readonly reason: string;
  /** Whether the upstream may have seen, and may charge for, any part of the request. */
  readonly wasSent: boolean;
  /** See the top of this file. Only ever true when `progress` was given. */
  readonly isStaleConnection: boolean;
  /** The time limit that ran out, with `upstream_timeout`. */
  readonly limit: 'connect' | 'headers' | 'body' | null;
  /** The error itself, when it was one of ours. */
  readonly appError: AppError | null;
  /** The error itself, when it is none the network can cause: for the log, which says where it arose. */
  readonly defect: unknown;
}

/** Without `progress`, a request counts as sent unless the error can only arise before. */
export function describeFailure(error: unknown, progress?: Progress): Failure {
  if (error instanceof AppError) return describeOwn(error, progress);
  const { code, reason, isBeforeSending, limit = null } = meaningOf(codeOf(error));
  const wasSent = progress?.isSent ?? isBeforeSending !== true;
  const isReset = code === 'reset';
  return {
    code: isReset ? resetCode(wasSent, progress) : code,
    reason,
    wasSent,
    isStaleConnection: isReset && isUnanswered(progress) && wasConnectionUsed(error),
    limit,
    appError: null,
    defect: code === 'internal' ? error : null,
  };
}

const resetCode = (wasSent: boolean, progress: Progress | undefined): FailureCode =>
  wasSent && progress?.isAnswering !== false ? 'upstream_interrupted' : 'upstream_unreachable';

const isUnanswered = (progress: Progress | undefined): boolean =>
  progress?.isSent === true && !progress.isAnswering;

function describeOwn(error: AppError, progress: Progress | undefined): Failure {
  const { code } = error;
  const isGuard = code === 'address_forbidden' || code === 'loop_detected';
  return {
    code: isGuard ? code : 'internal',
    reason: isGuard ? 'address refused' : 'the request was given up',
    wasSent: progress?.isSent ?? !isGuard,
    isStaleConnection: false,
    limit: null,
    appError: error,
    defect: null,
  };
}

/** When every address of a name failed, Node throws an AggregateError, with or without a code. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof errors.HTTPParserError) return parserCode(error);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : null;
}

/** undici 8.12 leaves `code` undefined here, although it means to say `HPE_...`. */
const parserCode = (error: undiciErrors.HTTPParserError): string =>
  error.message.includes('EOF') ? 'HPE_INVALID_EOF_STATE' : 'HPE_INVALID';
