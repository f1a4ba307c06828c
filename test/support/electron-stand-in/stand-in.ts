/**
 * Takes the place of the `electron` module where its runtime is not to be had: the compiled shell runs
 * under Node and finds here what it imports, each part with Electron's own types.
 */
import type * as Electron from 'electron';
import { app } from './stand-in-app.ts';
import { ipcMain } from './stand-in-ipc.ts';
import { Menu } from './stand-in-menu.ts';
import { Notification } from './stand-in-notification.ts';
import { protocol } from './stand-in-protocol.ts';
import { session } from './stand-in-session.ts';
import { clipboard, dialog, nativeTheme, powerMonitor, screen, shell } from './stand-in-system.ts';
import { Tray } from './stand-in-tray.ts';
import { utilityProcess } from './stand-in-utility-process.ts';
import { BrowserWindow } from './stand-in-window.ts';

const standIn = {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
};

standIn satisfies Pick<typeof Electron, keyof typeof standIn>;

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
};
