import { findElectronRuntime } from '../../../src-main/launch/electron-runtime.ts';

/** Electron's program, where its runtime is; the suite then runs in the real thing. */
export const electronProgram = findElectronRuntime(process.env['ELECTRON_OVERRIDE_DIST_PATH']);

export const driverName = electronProgram === null ? 'stand-in' : 'electron';
