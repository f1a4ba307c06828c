/**
 * The shell's entry: what must be set up before the app is ready, then the rest. Nothing here is awaited,
 * since Electron waits for this module before it gets ready.
 */
import { mkdirSync } from 'node:fs';
import { app, dialog } from 'electron';
import { AppError } from '../src-proxy/errors.ts';
import { IncomingLinks } from './connect/receive-links.ts';
import { readShellConfig, type ShellConfig } from './shell-config.ts';
import { shellFolder } from './shell-paths.ts';
import { startShell } from './start-shell.ts';
import { nameForWindows } from './os/name-for-windows.ts';
import { registerAppScheme } from './window/app-scheme.ts';

function setUp(config: ShellConfig): void {
  setUpFolder(shellFolder(config.home));
  nameForWindows();
  registerAppScheme();
  const links = new IncomingLinks(process.argv);
  // One shell a data folder: the lock is kept in the folder set above.
  if (!app.requestSingleInstanceLock()) return app.quit();
  void app.whenReady().then(() => startShell(config, links));
}

/** Chromium's profile and the shell's settings are kept with the engine's data, for the user alone. */
function setUpFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
}

try {
  setUp(readShellConfig());
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  dialog.showErrorBox('Latchport cannot start', error.message);
  app.exit(1);
}
