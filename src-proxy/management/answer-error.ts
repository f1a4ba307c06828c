import type { ServerResponse } from 'node:http';
import { AppError, toAppError } from '../errors.ts';
import { describeUnexpected, type Log } from '../log.ts';
import { toStoreError } from '../store/open-store.ts';

export const MAX_BODY_BYTES = 1_048_576;

/** Answers any failure in the one shape of the management API; after the first byte it can only cut. */
export function answerError(error: unknown, response: ServerResponse, log: Log): void {
  const known = nameFailure(error);
  if (known.code === 'internal') log.error('management_failed', describeUnexpected(error));
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.statusCode = known.status;
  response.setHeader('content-type', 'application/json');
  if (known.retryAfterSeconds !== undefined) {
    response.setHeader('retry-after', known.retryAfterSeconds);
  }
  const { type, code, message } = known;
  response.end(JSON.stringify({ error: { type, code, message } }));
}

function nameFailure(error: unknown): AppError {
  const named = toStoreError(error, 'latchport.db');
  return nameParserFailure(named) ?? toAppError(named);
}

/** The body parser's failures, by their `type` (documented in body-parser's README, "Errors"). */
function nameParserFailure(error: unknown): AppError | null {
  if (!(error instanceof Error) || !('type' in error)) return null;
  switch (error.type) {
    case 'entity.too.large': {
      return new AppError('management_request_too_large', { maxBytes: MAX_BODY_BYTES });
    }
    case 'entity.parse.failed': {
      return new AppError('management_body_invalid');
    }
    case 'request.aborted':
    case 'request.size.invalid': {
      return new AppError('body_timeout');
    }
    case 'encoding.unsupported':
    case 'charset.unsupported': {
      return new AppError('content_type_unsupported');
    }
    default: {
      return null;
    }
  }
}
