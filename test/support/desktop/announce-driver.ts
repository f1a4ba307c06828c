/** Says loudly, before and after the desktop suite, in what it ran and what that cannot show. */
import { driverName, electronProgram } from './driver.ts';
import { onlyElectron } from './only-electron.ts';

function announce(): void {
  const line = '='.repeat(78);
  const said =
    driverName === 'electron'
      ? [`The desktop suite runs in real Electron: ${electronProgram ?? ''}`]
      : [
          'The desktop suite runs WITHOUT Electron: its runtime is not on this machine. The compiled shell',
          'runs under Node with a stand-in for the electron module, its windows in Chromium.',
          'NOT RUN, since only real Electron can show it:',
          ...onlyElectron.map((check) => `  - ${check}`),
        ];
  console.log(['', line, ...said, line, ''].join('\n'));
}

export function setup(): void {
  announce();
}

export function teardown(): void {
  announce();
}
