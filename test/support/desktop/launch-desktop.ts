import { findElectronRuntime } from '../../../src-main/launch/electron-runtime.ts';
import type { Desktop, LaunchOptions } from './desktop.ts';
import { launchElectron } from './launch-electron.ts';
import { launchStandIn } from './launch-stand-in.ts';

/** Electron's program, where its runtime is; the suite then runs in the real thing. */
export const electronProgram = findElectronRuntime(process.env['ELECTRON_OVERRIDE_DIST_PATH']);

export const driverName = electronProgram === null ? 'stand-in' : 'electron';

/** The desktop app, running; it is gone when the test ends. */
export function launchDesktop(options: LaunchOptions = {}): Promise<Desktop> {
  return electronProgram === null
    ? launchStandIn(options)
    : launchElectron(electronProgram, options);
}
