import { Menu, nativeTheme, Tray } from 'electron';
import type { Actions } from '../actions.ts';
import { iconFolder } from '../shell-paths.ts';
import type { ShellStore } from '../shell-state.ts';
import { sayState } from './say-state.ts';
import { trayIcon } from './tray-icon.ts';
import { trayMenu } from './tray-menu.ts';

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const timeOf = (ms: number): string => clock.format(ms);

/** A tooltip is one short line on every system. */
const MAX_TOOLTIP = 120;

/**
 * Shows the tray and keeps it true to the state. The menu is set anew on every change: Linux shows
 * changes only so (Electron's Tray documentation).
 */
export function setUpTray(store: ShellStore, act: Actions): Tray {
  const iconOf = (): string =>
    trayIcon(
      iconFolder,
      sayState(store.state, timeOf).mark,
      nativeTheme.shouldUseDarkColors,
      process.platform,
    );
  let icon = iconOf();
  const tray = new Tray(icon);
  const draw = (): void => {
    const next = iconOf();
    if (next !== icon) tray.setImage(next);
    icon = next;
    tray.setToolTip(`Latchport: ${sayState(store.state, timeOf).text}`.slice(0, MAX_TOOLTIP));
    tray.setContextMenu(Menu.buildFromTemplate([...trayMenu(store.state, act, timeOf)]));
  };
  store.subscribe(draw);
  nativeTheme.on('updated', draw);
  // A left click opens the menu on macOS, and on Windows and Linux what the icon stands for.
  if (process.platform !== 'darwin') tray.on('click', () => act.open());
  draw();
  return tray;
}
