import { powerMonitor } from 'electron';
import type { ShellSettings } from '../shell-contract.ts';

/** Electron tells of a locked screen on these only (its powerMonitor documentation). */
export const canLockOnScreenLock = (platform: NodeJS.Platform): boolean =>
  platform === 'darwin' || platform === 'win32';

/** Locks the vault when the machine sleeps or its screen is locked, where the user wants it. */
export function lockWithScreen(settings: () => ShellSettings, lock: () => void): void {
  powerMonitor.on('suspend', () => {
    if (settings().lock_on_sleep) lock();
  });
  powerMonitor.on('lock-screen', () => {
    if (settings().lock_on_screen_lock) lock();
  });
}
