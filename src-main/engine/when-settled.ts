import type { ShellStore } from '../shell-state.ts';

const PATIENCE_MS = 15_000;

/** Resolves when the engine runs, or when it is known that it does not; at once where that is so. */
export function whenSettled(store: ShellStore): Promise<void> {
  if (store.state.engine.kind !== 'starting') return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(patience);
      unsubscribe();
      resolve();
    };
    const patience = setTimeout(done, PATIENCE_MS);
    const unsubscribe = store.subscribe(({ engine }) => {
      if (engine.kind !== 'starting') done();
    });
  });
}
