import { AppError } from '../errors.ts';
import { isModelAllowed } from '../virtual-keys/allowed-models.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import type { Call } from './read-call.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import { isDirectLine } from './endpoint/is-direct-line.ts';
import type { InferenceDeps } from './exchange.ts';

/**
 * Whether this caller may make a call at all, now. What depends on the connection and its model is
 * checked for each candidate when the route is planned.
 * @throws proxy_paused, vault_locked, direct_line_refused, model_undeclared, model_not_allowed
 */
export function admit(
  caller: VirtualKey,
  call: Pick<Call, 'model' | 'alternatives'>,
  endpoint: Endpoint,
  deps: Pick<InferenceDeps, 'isPaused' | 'vault' | 'allowances'>,
): void {
  if (deps.isPaused()) throw new AppError('proxy_paused');
  if (deps.vault.isLocked) throw new AppError('vault_locked');
  if (isDirectLine(endpoint) && isLimited(caller, deps)) {
    throw new AppError('direct_line_refused', { key: caller.label });
  }
  if (caller.allowedModels !== null && call.model === null && mayRunAnyModel(endpoint)) {
    throw new AppError('model_undeclared', { allowed: caller.allowedModels });
  }
  if (caller.allowedModels !== null) refuseAlternatives(caller, call.alternatives());
}

function isLimited(caller: VirtualKey, { allowances }: Pick<InferenceDeps, 'allowances'>): boolean {
  return caller.allowedModels !== null || allowances.binds(allowances.ownerOf(caller));
}

/** A gateway may run them in place of the model that is checked for each candidate. */
function refuseAlternatives(caller: VirtualKey, models: readonly string[]): void {
  const model = models.find((name) => !isModelAllowed(caller, [name]));
  if (model === undefined) return;
  throw new AppError('model_not_allowed', { model, allowed: caller.allowedModels ?? [] });
}

/** Calls that name no model here but can make the provider run one (a batch names them in a file). */
function mayRunAnyModel({ operation, hasBody }: Endpoint): boolean {
  return hasBody && operation !== 'files' && operation !== 'response';
}
