import { chromiumPath } from './chromium-path.ts';

/** Chromium's own sandbox does not work for root; the pages under test are ours. */
const ROOT_FLAGS = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** How tests start the system's Chromium: quiet, and asking nobody for anything. */
export const chromiumLaunch = {
  executablePath: chromiumPath() ?? '/usr/bin/chromium',
  args: [
    ...ROOT_FLAGS,
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
