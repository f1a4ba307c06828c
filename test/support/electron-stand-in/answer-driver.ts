import { debugAddress } from './chromium-pages.ts';
import type { DriverCalls } from './driver-calls.ts';
import { app, appRecord } from './stand-in-app.ts';
import { deliverInvoke } from './stand-in-ipc.ts';
import { clickApplicationMenu, readApplicationMenu } from './stand-in-menu.ts';
import { clickNotification, readNotifications } from './stand-in-notification.ts';
import { askPermission } from './stand-in-session.ts';
import { systemRecord } from './stand-in-system.ts';
import { clickTrayIcon, clickTrayMenu, readTray } from './stand-in-tray.ts';
import { openWindows, type WindowRecord } from './stand-in-window.ts';

const calls: DriverCalls = {
  tray: readTray,
  clickTrayMenu,
  clickTrayIcon,
  applicationMenu: readApplicationMenu,
  clickApplicationMenu,
  notifications: readNotifications,
  clickNotification,
  clipboard: systemRecord.clipboard,
  copy: systemRecord.copy,
  openedLinks: systemRecord.opened,
  messageBox: systemRecord.messageBox,
  answerMessageBox: systemRecord.answerMessageBox,
  emitPower: systemRecord.emitPower,
  setDark: systemRecord.setDark,
  protocolClients: () => appRecord.protocolClients,
  debugAddress,
  windows: () =>
    openWindows().map(({ address, isVisible, timesFocused, bounds, options }) => {
      const { preload: _preload, ...preferences } = options.webPreferences ?? {};
      return { address, isVisible, timesFocused, bounds, preferences };
    }),
  closeWindow: async () => {
    const window = firstWindow();
    if (window.close()) await (await window.page).close();
  },
  resize: (bounds) => {
    firstWindow().bounds = bounds;
  },
  askPermission: (permission) => askPermission(firstWindow().contents, permission),
  invokeAs: (frame, channel, args) => deliverInvoke(firstWindow().contents, frame, channel, args),
  areRenderersSandboxed: () => {
    throw new Error('Only real Electron can tell');
  },
  quit: () => app.quit(),
};

function firstWindow(): WindowRecord {
  const [window] = openWindows();
  if (window === undefined) throw new Error('No window is open');
  return window;
}

interface DriverMessage {
  readonly id: number;
  readonly name: keyof DriverCalls;
  readonly args: readonly unknown[];
}

/**
 * Over the channel of the process that started this one; without it there is nobody to run for. What is
 * asked before the shell has set up its parts waits for them.
 */
export function answerDriver(isSetUp: Promise<void>): void {
  process.on('message', (message: DriverMessage) => void isSetUp.then(() => answer(message)));
  process.once('disconnect', () => process.exit(1));
}

async function answer({ id, name, args }: DriverMessage): Promise<void> {
  try {
    const result: unknown = await Reflect.apply(calls[name], undefined, [...args]);
    process.send?.({ id, result });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
  }
}
