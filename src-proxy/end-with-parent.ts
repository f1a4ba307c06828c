const LOOK_EVERY_MS = 500;

/**
 * Calls `end` once when the program that started this one has ended. `npm start` runs the engine below a
 * shell, which ends at a signal without passing it on and would leave the engine behind, on its port. Systems
 * without orphans (Windows) never tell.
 */
export function endWithParent(end: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, LOOK_EVERY_MS);
  watch.unref();
}
