/** The families clients already know from OpenAI and Anthropic. */
export type ErrorType =
  | 'invalid_request_error'
  | 'authentication_error'
  | 'permission_error'
  | 'not_found_error'
  | 'conflict_error'
  | 'rate_limit_error'
  | 'billing_error'
  | 'api_error';

export interface ErrorRow<Facts> {
  readonly status: number;
  readonly type: ErrorType;
  readonly message: (facts: Facts) => string;
}

/** A row of the error table. `Facts` are the named facts its message is built from. */
export const row = <Facts = void>(
  status: number,
  type: ErrorType,
  message: (facts: Facts) => string,
): ErrorRow<Facts> => ({ status, type, message });

export const list = (items: readonly string[]): string => items.join(', ');
