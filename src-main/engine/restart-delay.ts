const FIRST_MS = 500;
const LONGEST_MS = 60_000;

/** How long to wait before the next start after `failures` in a row (1 and up): doubles up to a minute. */
export const restartDelay = (failures: number): number =>
  Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
