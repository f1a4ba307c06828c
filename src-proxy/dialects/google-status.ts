import type { ErrorType } from '../errors.ts';
import type { RenderableError } from './dialect.ts';

/** The names of google.rpc.Code (googleapis, google/rpc/code.proto) that our errors use. */
type GoogleStatus =
  | 'INVALID_ARGUMENT'
  | 'UNAUTHENTICATED'
  | 'PERMISSION_DENIED'
  | 'NOT_FOUND'
  | 'FAILED_PRECONDITION'
  | 'RESOURCE_EXHAUSTED'
  | 'DEADLINE_EXCEEDED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/** Statuses that say more than their family. 507: RESOURCE_EXHAUSTED covers a full file system by name. */
const statusByHttp: ReadonlyMap<number, GoogleStatus> = new Map([
  [408, 'DEADLINE_EXCEEDED'],
  [409, 'FAILED_PRECONDITION'],
  [500, 'INTERNAL'],
  [504, 'DEADLINE_EXCEEDED'],
  [507, 'RESOURCE_EXHAUSTED'],
  [508, 'FAILED_PRECONDITION'],
]);

const statusByType: Readonly<Record<ErrorType, GoogleStatus>> = {
  invalid_request_error: 'INVALID_ARGUMENT',
  authentication_error: 'UNAUTHENTICATED',
  permission_error: 'PERMISSION_DENIED',
  not_found_error: 'NOT_FOUND',
  conflict_error: 'FAILED_PRECONDITION',
  rate_limit_error: 'RESOURCE_EXHAUSTED',
  billing_error: 'RESOURCE_EXHAUSTED',
  api_error: 'UNAVAILABLE',
};

/** Google's name for the kind of error. */
export function googleStatus(error: RenderableError): GoogleStatus {
  return statusByHttp.get(error.status) ?? statusByType[error.type];
}
