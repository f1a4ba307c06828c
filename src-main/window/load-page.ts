import type { BrowserWindow } from 'electron';
import { describeUnexpected, type Log } from '../../src-proxy/log.ts';

/** Shows a page of the app. A window that was closed meanwhile is no failure. */
export function loadPage(window: BrowserWindow, address: string, log: Log): void {
  window.loadURL(address).catch((error: unknown) => {
    if (!window.isDestroyed()) log.error('page_not_loaded', describeUnexpected(error));
  });
}
