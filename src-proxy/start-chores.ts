import { createLeftoverRounds } from './connections/erase-leftovers.ts';
import { ModelRefresher } from './connections/model-refresher.ts';
import { PeriodicTask } from './periodic-task.ts';
import { RaiseWatch } from './policy/raise-watch.ts';
import type { EngineParts } from './create-parts.ts';
import { ExpiryWatch } from './virtual-keys/expiry-watch.ts';
import { holdYoungGeneration, youngGenerationKeeper } from './young-generation.ts';

const LAST_USES_EVERY_MS = 5000;
const LIMITS_EVERY_MS = 30_000;

/** What the engine does by itself while it runs. Nothing here holds up a request or the end. */
export function startChores(parts: EngineParts): { stop(): void } {
  const { connectionDeps, virtualKeys, reporting, log } = parts;
  const refresher = new ModelRefresher(connectionDeps);
  const expiryWatch = new ExpiryWatch(parts);
  refresher.start();
  expiryWatch.start();
  const raiseWatch = new RaiseWatch({
    ...parts,
    spendingTime: () => parts.recorder.spendingTime(parts.clock()),
  });
  raiseWatch.start();
  const leftovers = createLeftoverRounds(connectionDeps);
  leftovers.start();
  reporting.start(parts.recorder);
  holdYoungGeneration();
  parts.recorder.subscribe(youngGenerationKeeper());
  // Once the engine has said that it is ready; by the first priced call it is there.
  setImmediate(() => void parts.prices.loaded());
  const lastUses = new PeriodicTask({
    run: () => virtualKeys.saveLastUses(),
    everyMs: LAST_USES_EVERY_MS,
    failure: 'last_uses_not_written',
    log,
  });
  lastUses.start();
  const limits = new PeriodicTask({
    run: () => parts.health.saveLimits(),
    everyMs: LIMITS_EVERY_MS,
    failure: 'limits_not_written',
    log,
  });
  limits.start();
  return {
    stop: () => {
      lastUses.stop();
      limits.stop();
      leftovers.stop();
      reporting.stop();
      refresher.stop();
      expiryWatch.stop();
      raiseWatch.stop();
    },
  };
}
