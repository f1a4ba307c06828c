import { BrowserWindow, screen, type Rectangle } from 'electron';
import type { Log } from '../../src-proxy/log.ts';
import { channels } from '../shell-contract.ts';
import type { SettingsFile, WindowBounds } from '../settings-file.ts';
import { preloadFile } from '../shell-paths.ts';
import { pageOrigin } from './app-scheme.ts';
import { fitOnScreen } from './fit-on-screen.ts';
import { loadPage } from './load-page.ts';
import type { Pages } from './pages.ts';
import { pagePreferences } from './window-options.ts';

const FIRST_SIZE = { width: 1120, height: 760 };
const SMALLEST = { minWidth: 380, minHeight: 480 };

export interface MainWindowDeps {
  readonly file: SettingsFile;
  readonly pages: Pages;
  /** Tells the user, once, that closing the window left the app running. */
  readonly tellOfTray: () => void;
  readonly isQuitting: () => boolean;
  readonly log: Log;
}

/** The one window of the settings page. Closing it hides it; the app goes on in the tray. */
export class MainWindow {
  readonly #deps: MainWindowDeps;
  #window: BrowserWindow | null = null;

  constructor(deps: MainWindowDeps) {
    this.#deps = deps;
  }

  /** Brings it to the front, at `path` of the page where one is given. */
  open(path?: string): void {
    const window = this.#window;
    if (window === null) {
      this.#window = this.#create(path);
      return;
    }
    if (path !== undefined) window.webContents.send(channels.openPath, path);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  #create(path: string | undefined): BrowserWindow {
    const remembered = this.#deps.file.memory.window;
    const window = new BrowserWindow({
      ...placeFor(remembered),
      ...SMALLEST,
      title: 'Latchport',
      show: false,
      webPreferences: pagePreferences(preloadFile),
    });
    this.#deps.pages.add(window.webContents, 'ui');
    if (remembered?.is_maximized === true) window.maximize();
    const show = (): void => window.show();
    window.once('ready-to-show', show);
    window.on('close', (event) => {
      this.#deps.file.change({ window: boundsOf(window) });
      if (this.#deps.isQuitting()) return;
      event.preventDefault();
      // Closed before it was drawn, it must not come back by itself.
      window.removeListener('ready-to-show', show);
      window.hide();
      this.#deps.tellOfTray();
    });
    window.on('closed', () => {
      this.#window = null;
    });
    const place = path === undefined ? '' : `#${path}`;
    loadPage(window, `${pageOrigin('ui')}/${place}`, this.#deps.log);
    return window;
  }
}

function placeFor(remembered: WindowBounds | null): Partial<Rectangle> {
  if (remembered === null) return FIRST_SIZE;
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  return fitOnScreen(remembered, areas);
}

function boundsOf(window: BrowserWindow): WindowBounds {
  const { x, y, width, height } = window.getNormalBounds();
  return { x, y, width, height, is_maximized: window.isMaximized() };
}
