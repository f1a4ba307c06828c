import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const TOOLS = ['gnome-keyring-daemon', 'dbus-run-session', 'dbus-send'];

function hasTools(): boolean {
  return TOOLS.every((tool) => spawnSync('which', [tool]).status === 0);
}

function apt(...args: readonly string[]): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
}

/** Whether a Secret Service can be started for tests here. Root on a Debian gets what is missing. */
export function ensureKeychainTools(): boolean {
  if (process.platform !== 'linux') return false;
  if (hasTools()) return true;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const install = ['install', '-y', '--no-install-recommends', 'gnome-keyring', 'dbus'];
  apt(...install);
  if (hasTools()) return true;
  apt('update');
  apt(...install);
  return hasTools();
}
