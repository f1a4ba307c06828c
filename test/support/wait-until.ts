import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 10;

/** Waits for something to come true; fails, naming it, when it has not after a generous while. */
export async function waitUntil(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs = 30_000,
): Promise<void> {
  const end = performance.now() + withinMs;
  // oxlint-disable-next-line no-await-in-loop
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`It did not come to this: ${what}`);
    // oxlint-disable-next-line no-await-in-loop
    await sleep(EVERY_MS);
  }
}

/** Lets everything that is on its way between sockets of this process arrive. */
export async function turns(count = 3): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setImmediate(resolve));
  }
}
