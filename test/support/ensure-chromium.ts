import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromiumPath } from './chromium-path.ts';

function apt(...args: readonly string[]): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
}

/** Whether there is a browser to try the settings page in. Root on a Debian gets the one of Debian. */
export function ensureChromium(): boolean {
  if (chromiumPath() !== null) return true;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  apt(...install);
  if (chromiumPath() !== null) return true;
  apt('update');
  apt(...install);
  return chromiumPath() !== null;
}
