import { AppError } from '../errors.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import type { Call } from './read-call.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import type { InferenceDeps } from './exchange.ts';

/**
 * Whether this caller may make a call at all, now. What depends on the connection and its model is
 * checked for each candidate when the route is planned.
 * @throws proxy_paused, vault_locked, model_undeclared
 */
export function admit(
  caller: VirtualKey,
  call: Pick<Call, 'model'>,
  endpoint: Endpoint,
  deps: Pick<InferenceDeps, 'isPaused' | 'vault'>,
): void {
  if (deps.isPaused()) throw new AppError('proxy_paused');
  if (deps.vault.isLocked) throw new AppError('vault_locked');
  if (caller.allowedModels !== null && call.model === null && mayRunAnyModel(endpoint)) {
    throw new AppError('model_undeclared', { allowed: caller.allowedModels });
  }
}

/** Calls that name no model here but can make the provider run one (a batch names them in a file). */
function mayRunAnyModel({ operation, hasBody }: Endpoint): boolean {
  return hasBody && operation !== 'files' && operation !== 'response';
}
