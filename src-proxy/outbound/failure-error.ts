import { AppError } from '../errors.ts';
import type { Failure } from './describe-failure.ts';
import type { OutboundTimeouts } from './outbound-timeouts.ts';

export interface FailureFacts {
  /** The provider as a person knows it, or the host. */
  readonly provider: string;
  /** The connection's label, for `loop_detected`. */
  readonly connection: string;
  readonly timeouts: OutboundTimeouts;
}

/** The error a client is told. An AppError given to `controller.abort` comes back as it was. */
export function failureError(failure: Failure, facts: FailureFacts): AppError {
  const { provider, connection, timeouts } = facts;
  switch (failure.code) {
    case 'upstream_unreachable':
      return new AppError('upstream_unreachable', { provider, reason: failure.reason });
    case 'upstream_timeout': {
      const seconds = Math.ceil(limitMs(failure.limit, timeouts) / 1000);
      return new AppError('upstream_timeout', { provider, seconds });
    }
    case 'aborted':
      return new AppError('request_aborted');
    case 'upstream_interrupted':
      return new AppError('upstream_interrupted', { provider });
    case 'upstream_invalid':
      return new AppError('upstream_invalid', { provider });
    case 'loop_detected':
      return new AppError('loop_detected', { connection });
    case 'address_forbidden':
    case 'internal':
      break;
  }
  return failure.appError ?? new AppError('internal');
}

function limitMs(limit: Failure['limit'], timeouts: OutboundTimeouts): number {
  if (limit === 'connect') return timeouts.connectMs;
  return limit === 'body' ? timeouts.bodyIdleMs : timeouts.headersMs;
}
