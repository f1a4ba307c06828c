import { waitUntil } from '../wait-until.ts';

/** A whole app with a browser of its own can be slow to come up where others work too. */
const WITHIN_MS = 45_000;

/** Waits for something the app does; fails, naming it, when it did not happen. */
export const waitForApp = (what: string, isSo: () => boolean | Promise<boolean>): Promise<void> =>
  waitUntil(what, isSo, WITHIN_MS);
