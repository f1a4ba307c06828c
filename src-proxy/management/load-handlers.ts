import type { Handlers } from './handlers.ts';
import type { ManagementDeps } from './management-deps.ts';

/** Gives the handlers once there is what they work on; the first call loads them. */
export type LoadHandlers = () => Promise<Handlers>;

/**
 * The management API with all it needs (the contract, its zod) is loaded by whoever asks for it first: a
 * start does not wait for it, and an engine that only serves tools never holds it.
 */
export function handlersLoader(deps: Promise<ManagementDeps>): LoadHandlers {
  let loading: Promise<Handlers> | undefined;
  const load = async (): Promise<Handlers> => {
    const [{ createHandlers }, ready] = await Promise.all([import('./operations.ts'), deps]);
    return createHandlers(ready);
  };
  return () => (loading ??= load());
}
