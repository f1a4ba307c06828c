import type { AppError } from '../../errors.ts';
import type { Failure } from '../../outbound/describe-failure.ts';

/**
 * Whether another connection may be asked after this one could not be reached or did not begin to answer in time. Not
 * after an answer that broke off, nor where its address is forbidden or leads back here: those stay wrong.
 */
export function isFallbackFailure({ code, limit, appError }: Failure): boolean {
  if (appError !== null) return false;
  return code === 'upstream_unreachable' || (code === 'upstream_timeout' && limit !== 'body');
}

/** Whether a key could not be read, for a reason that need not hold for the keys of others. */
export const isUnreadableKey = ({ code }: AppError): boolean =>
  code !== 'vault_locked' && /^(?:vault|keychain|reference)_/.test(code);

/** Whether the user switched the connection off or ended it since the route was planned. */
export const isWithdrawn = ({ code }: AppError): boolean =>
  code === 'connection_disabled' || code === 'connection_disconnected';

/** Whether the provider is to blame for an attempt that brought no answer, or a cut one. */
export const isProvidersFault = (code: string): boolean => code.startsWith('upstream_');
