import { readFileSync } from 'node:fs';
import type {
  BrowserWindow as ElectronBrowserWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
  WebContents,
} from 'electron';
import type { Page } from '@playwright/test';
import { goTo, openPage } from './chromium-pages.ts';
import { Emitter } from './emitter.ts';
import { pageScript } from './page-script.ts';
import { partly, partlyClass } from './partly.ts';
import { emitApp, setCloseWindows } from './stand-in-app.ts';
import { deliverInvoke, deliverSend } from './stand-in-ipc.ts';

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

/** A window as the driver sees it. */
export interface WindowRecord {
  readonly id: number;
  readonly options: BrowserWindowConstructorOptions;
  readonly contents: WebContents;
  readonly page: Promise<Page>;
  address: string;
  isVisible: boolean;
  timesFocused: number;
  bounds: Rectangle;
  readonly close: () => boolean;
}

const windows = new Map<number, WindowRecord>();
let lastId = 0;

export const openWindows = (): readonly WindowRecord[] => [...windows.values()];

setCloseWindows(() => openWindows().every((window) => window.close()));

function createWindow(options: BrowserWindowConstructorOptions = {}): ElectronBrowserWindow {
  lastId += 1;
  const id = lastId;
  const events = new Emitter();
  const contents = createContents(id);
  const preload = readFileSync(options.webPreferences?.preload ?? '', 'utf8');
  const record: WindowRecord = {
    id,
    options,
    contents: contents.contents,
    page: openPage(contents.owner, pageScript(preload)),
    address: '',
    isVisible: options.show !== false,
    timesFocused: 0,
    bounds: { x: 0, y: 0, width: 800, height: 600, ...placeOf(options) },
    close: () => {
      if (events.emitPreventable('close')) return false;
      windows.delete(id);
      contents.destroy();
      events.emit('closed');
      void record.page.then((page) => page.close());
      if (windows.size === 0) emitApp('window-all-closed');
      return true;
    },
  };
  contents.setRecord(record);
  windows.set(id, record);
  const window: ElectronBrowserWindow = partly<ElectronBrowserWindow>('BrowserWindow', {
    ...events.membersOf(() => window),
    id,
    webContents: record.contents,
    loadURL: async (address) => {
      record.address = address;
      const page = await record.page;
      contents.expect(address);
      await goTo(page, address);
      if (!record.contents.isDestroyed()) events.emit('ready-to-show');
    },
    show: () => {
      record.isVisible = true;
    },
    hide: () => {
      record.isVisible = false;
    },
    focus: () => {
      record.timesFocused += 1;
    },
    isDestroyed: () => record.contents.isDestroyed(),
    isVisible: () => record.isVisible,
    isMinimized: () => false,
    isMaximized: () => false,
    getNormalBounds: () => record.bounds,
    close: () => void record.close(),
  });
  emitApp('web-contents-created', {}, record.contents);
  return window;
}

const placeOf = ({ x, y, width, height }: BrowserWindowConstructorOptions): Partial<Rectangle> =>
  Object.fromEntries(
    Object.entries({ x, y, width, height }).filter(([, value]) => value !== undefined),
  );

function createContents(id: number) {
  const events = new Emitter();
  let isDestroyed = false;
  let expected: string | null = null;
  let record: WindowRecord | null = null;
  let openHandler: OpenHandler = allow;
  const contents: WebContents = partly<WebContents>('webContents', {
    ...events.membersOf(() => contents),
    id,
    isDestroyed: () => isDestroyed,
    setWindowOpenHandler: (handler) => {
      openHandler = handler;
    },
    send: (channel, ...args: readonly unknown[]) => {
      void record?.page
        .then((page) => page.evaluate(deliver(channel, args)))
        .catch(() => undefined);
    },
  });
  return {
    contents,
    owner: {
      fromPage: (
        kind: 'invoke' | 'send',
        frame: { origin: string; isMainFrame: boolean },
        channel: string,
        args: readonly unknown[],
      ) =>
        kind === 'invoke'
          ? deliverInvoke(contents, frame, channel, args)
          : deliverSend(contents, frame, channel, args),
      mayNavigate: (address: string, isMainFrame: boolean) => {
        const isOwnDoing = expected === address;
        expected = null;
        if (isOwnDoing) return true;
        const isHeld = events.emitPreventable('will-frame-navigate', address);
        return !(isMainFrame && events.emitPreventable('will-navigate', address)) && !isHeld;
      },
      wantsWindow: (address: string) =>
        void openHandler({
          url: address,
          frameName: '',
          features: '',
          disposition: 'foreground-tab',
          referrer: { url: '', policy: 'no-referrer' },
        }),
      navigated: () => events.emit('did-navigate'),
    },
    expect: (address: string) => {
      expected = address.split('#')[0] ?? '';
    },
    setRecord: (next: WindowRecord) => {
      record = next;
    },
    destroy: () => {
      isDestroyed = true;
      events.emit('destroyed');
    },
  };
}

const allow: OpenHandler = () => ({ action: 'allow' });

const deliver = (channel: string, args: readonly unknown[]): string =>
  `globalThis.__fromShell?.(${JSON.stringify(channel)}, ${JSON.stringify(args)})`;

export const BrowserWindow = partlyClass<typeof ElectronBrowserWindow>(
  'BrowserWindow',
  createWindow,
  {},
);
