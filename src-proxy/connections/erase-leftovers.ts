import type { ConnectionDeps } from './connection-deps.ts';
import { Rounds } from './rounds.ts';

const INTERVAL_MS = 600_000;

/** Erases keys that an interrupted or refused change left in the vault; what fails stays noted. */
export function eraseLeftovers(deps: Pick<ConnectionDeps, 'keyItems'>): Promise<void> {
  return deps.keyItems.eraseNoted();
}

/** `eraseLeftovers` at the start and every ten minutes. */
export function createLeftoverRounds(deps: Pick<ConnectionDeps, 'keyItems' | 'log'>): Rounds {
  return new Rounds(() => eraseLeftovers(deps), INTERVAL_MS, deps.log);
}
