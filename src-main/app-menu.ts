/** The application's menu as a function of the platform: its own items where it expects them. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Actions } from './actions.ts';

type Item = MenuItemConstructorOptions;

const separator: Item = { type: 'separator' };

const opens = (label: string, accelerator: string, path: string, act: Actions): Item => ({
  label,
  accelerator,
  click: () => act.open(path),
});

export function appMenu(platform: NodeJS.Platform, isPackaged: boolean, act: Actions): Item[] {
  const isMac = platform === 'darwin';
  const settings = opens('Settings...', 'CmdOrCtrl+,', '/settings', act);
  return [
    ...(isMac ? [macAppMenu(settings)] : []),
    {
      label: '&File',
      submenu: [
        opens('New virtual key...', 'CmdOrCtrl+N', '/new-key', act),
        opens('Connect a provider...', 'CmdOrCtrl+Shift+N', '/add-connection', act),
        ...(isMac ? [] : [separator, settings]),
        separator,
        { role: 'close' },
        ...(isMac ? [] : [quit(act)]),
      ],
    },
    { role: 'editMenu' },
    viewMenu(isPackaged, act),
    engineMenu(act),
    { role: 'windowMenu' },
    ...(isMac ? [] : [{ label: '&Help', submenu: [{ role: 'about' } as const] }]),
  ];
}

const macAppMenu = (settings: Item): Item => ({
  role: 'appMenu',
  submenu: [
    { role: 'about' },
    separator,
    settings,
    separator,
    { role: 'services' },
    separator,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    separator,
    { role: 'quit' },
  ],
});

const quit = (act: Actions): Item => ({
  label: 'Quit',
  accelerator: 'Ctrl+Q',
  click: act.quit,
});

const viewMenu = (isPackaged: boolean, act: Actions): Item => ({
  label: '&View',
  submenu: [
    opens('Connections', 'CmdOrCtrl+1', '/connections', act),
    opens('Virtual keys', 'CmdOrCtrl+2', '/keys', act),
    opens('Activity', 'CmdOrCtrl+3', '/activity', act),
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
    ...(isPackaged ? [] : [separator, { role: 'toggleDevTools' } as const]),
  ],
});

const engineMenu = (act: Actions): Item => ({
  label: '&Proxy',
  submenu: [
    {
      label: 'Copy base URL',
      accelerator: 'CmdOrCtrl+Shift+C',
      click: act.copyBaseUrl,
    },
    separator,
    {
      label: 'Pause all calls',
      accelerator: 'CmdOrCtrl+Shift+P',
      click: () => act.setPaused(true),
    },
    {
      label: 'Resume',
      accelerator: 'CmdOrCtrl+Shift+R',
      click: () => act.setPaused(false),
    },
    { label: 'Lock', accelerator: 'CmdOrCtrl+Shift+L', click: act.lock },
  ],
});
