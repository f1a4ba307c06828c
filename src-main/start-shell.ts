/** The shell once the app is ready: its parts, each given what it needs, and then a list of set-ups. */
import { app, clipboard, Menu, session } from 'electron';
import { createProcessLog } from '../src-proxy/log.ts';
import { createActions } from './actions.ts';
import { appMenu } from './app-menu.ts';
import { createShellHandlers } from './bridge/create-shell-handlers.ts';
import { readBuildFacts } from './build-facts.ts';
import type { IncomingLinks } from './connect/receive-links.ts';
import { setUpConnect } from './connect/set-up-connect.ts';
import { setUpEngine } from './engine/set-up-engine.ts';
import { whenSettled } from './engine/when-settled.ts';
import { setUpIpc } from './ipc.ts';
import { noteDefects } from './note-defects.ts';
import { Notifier } from './notices/notifier.ts';
import { ClipboardKeeper } from './os/clipboard-keeper.ts';
import { lockWithScreen } from './os/lock-with-screen.ts';
import { createLoginItem, wasStartedHidden } from './os/login-item.ts';
import { createLinkOpener } from './os/open-link.ts';
import { Preferences } from './preferences.ts';
import { setUpQuit, type Quitting } from './quit.ts';
import { SettingsFile } from './settings-file.ts';
import { HIDDEN, type ShellConfig } from './shell-config.ts';
import { shellFolder } from './shell-paths.ts';
import { ShellStore } from './shell-state.ts';
import { setUpTray } from './tray/set-up-tray.ts';
import { Updates } from './updates.ts';
import { createAsk } from './window/ask-user.ts';
import { serveAppScheme } from './window/app-scheme.ts';
import { hardenSession } from './window/harden-session.ts';
import { holdPages } from './window/hold-pages.ts';
import { MainWindow } from './window/main-window.ts';
import { Pages } from './window/pages.ts';

export function startShell(config: ShellConfig, links: IncomingLinks): void {
  const log = createProcessLog(config.logLevel);
  const facts = readBuildFacts();
  const file = new SettingsFile(shellFolder(config.home), facts.desktop.isSigned);
  const loginItem = createLoginItem(config);
  const store = new ShellStore({ ...file.memory.settings, start_at_login: loginItem.isOn() });
  const settings = () => store.state.settings;
  const preferences = new Preferences(file, loginItem, (next) => store.change({ settings: next }));
  const pages = new Pages();
  const quitting: Quitting = { isUnderWay: false };
  const window = new MainWindow({
    file,
    pages,
    tellOfTray: () => tellOfTray(file, notifier),
    isQuitting: () => quitting.isUnderWay,
    log,
  });
  const notifier = new Notifier(
    () => settings().notices,
    (path) => window.open(path),
  );
  const { client, keeper } = setUpEngine(config, store, notifier);
  const clipboardKeeper = new ClipboardKeeper(clipboard);
  const tell = (title: string, body: string): void =>
    notifier.show({ title, body, path: '/settings' });
  const updates = new Updates({ facts, settings, tell, log });
  const openLink = createLinkOpener(client);
  const own = { preferences, updates, clipboard: clipboardKeeper };
  const act = createActions({ ...own, client, keeper, window, notifier, store, log });

  noteDefects(log);
  hardenSession(session.defaultSession);
  holdPages((address) => void openLink(address).catch(() => undefined));
  serveAppScheme();
  const approvals = setUpConnect(links, client, pages, notifier, log);
  setUpIpc({
    client,
    pages,
    handlers: createShellHandlers({ ...own, facts, approvals, openLink }),
    ask: createAsk(),
    engineSettled: () => whenSettled(store),
    log,
  });
  setUpTray(store, act);
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(process.platform, app.isPackaged, act)));
  lockWithScreen(settings, act.lock);
  setUpSecondStart(links, window);
  setUpQuit(quitting, keeper, () => clipboardKeeper.clearKey());
  keeper.begin();
  updates.begin();
  if (!wasStartedHidden(config)) window.open();
}

/** Starting the app again brings what runs to the front. */
function setUpSecondStart(links: IncomingLinks, window: MainWindow): void {
  app.on('second-instance', (_event, argv) => {
    if (!links.take(argv) && !argv.includes(HIDDEN)) window.open();
  });
  app.on('activate', () => window.open());
}

/** Once: that closing the window is not quitting. */
function tellOfTray(file: SettingsFile, notifier: Notifier): void {
  if (file.memory.knows_tray) return;
  file.change({ knows_tray: true });
  notifier.show({
    title: 'Latchport keeps running',
    body: 'It is in the tray, and your tools still reach it. Quit it there.',
    path: '/connections',
  });
}
