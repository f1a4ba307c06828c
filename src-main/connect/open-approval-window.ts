import { once } from 'node:events';
import { BrowserWindow } from 'electron';
import type { Log } from '../../src-proxy/log.ts';
import { preloadFile } from '../shell-paths.ts';
import { pageOrigin } from '../window/app-scheme.ts';
import { loadPage } from '../window/load-page.ts';
import type { Pages } from '../window/pages.ts';
import { pagePreferences } from '../window/window-options.ts';
import type { ApprovalWindow } from './approvals.ts';

export function openApprovalWindow(pages: Pages, log: Log): ApprovalWindow {
  const window = new BrowserWindow({
    width: 560,
    height: 600,
    minWidth: 380,
    minHeight: 420,
    title: 'Latchport: an app asks for a key',
    minimizable: false,
    fullscreenable: false,
    show: false,
    webPreferences: pagePreferences(preloadFile),
  });
  pages.add(window.webContents, 'approval');
  const contentsId = window.webContents.id;
  const closed = once(window, 'closed').then(() => undefined);
  window.once('ready-to-show', () => window.show());
  loadPage(window, `${pageOrigin('approval')}/`, log);
  return { contentsId, closed };
}
