import { afterAll, onTestFinished } from 'vitest';
import type { CleanUp, Desktop, LaunchOptions } from './desktop.ts';
import { electronProgram } from './driver.ts';
import { launchElectron } from './launch-electron.ts';
import { launchStandIn } from './launch-stand-in.ts';

/** The desktop app, running; it is gone when the test ends, or whatever `afterwards` waits for. */
export function launchDesktop(
  options: LaunchOptions = {},
  afterwards: CleanUp = onTestFinished,
): Promise<Desktop> {
  return electronProgram === null
    ? launchStandIn(options, afterwards)
    : launchElectron(electronProgram, options, afterwards);
}

/** One app for all tests of a file that leave it as they found it. */
export const launchSharedDesktop = (options: LaunchOptions = {}): Promise<Desktop> =>
  launchDesktop(options, afterAll);
