import { join } from 'node:path';

/** What the app is started with: a data folder of the test's own, nothing of the user's settings. */
export const appEnvironment = (
  home: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  LATCHPORT_HOME: home,
  LATCHPORT_VAULT: 'file',
  LATCHPORT_PORT: '0',
  XDG_CONFIG_HOME: join(home, 'config'),
  ...(process.env['DISPLAY'] === undefined ? {} : { DISPLAY: process.env['DISPLAY'] }),
  ...more,
});
