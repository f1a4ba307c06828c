import { rmSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import type { App, LoginItemSettings, Settings } from 'electron';
import { Emitter } from './emitter.ts';
import { partly } from './partly.ts';

const events = new Emitter();
const paths = new Map<string, string>();
const ready = Promise.withResolvers<void>();
const beforeExit: (() => Promise<unknown>)[] = [];
let isReady = false;
let openAtLogin = false;
let closeWindows: () => boolean = () => true;

/** What the app asked of the system, for the driver to read. */
export const appRecord = {
  protocolClients: [] as string[],
};

/** Runs before the process ends, e.g. closing the browser. */
export const onExit = (run: () => Promise<unknown>): void => void beforeExit.push(run);

/** How quitting closes windows; false: one did not want to. */
export const setCloseWindows = (close: () => boolean): void => {
  closeWindows = close;
};

export const emitApp = events.emit;

/** Electron gets ready only after the app's own entry was loaded. */
export function becomeReady(): void {
  isReady = true;
  events.emit('ready');
  ready.resolve();
}

async function leave(code: number): Promise<void> {
  await Promise.allSettled(beforeExit.map((run) => run()));
  process.exit(code);
}

function quit(): void {
  if (!isReady) {
    void leave(0);
    return;
  }
  if (events.emitPreventable('before-quit') || !closeWindows()) return;
  if (events.emitPreventable('will-quit')) return;
  events.emit('quit', {}, 0);
  void leave(0);
}

const lockFile = (): string => join(app.getPath('userData'), 'stand-in.lock');

/** One process a profile, as Electron has it: the second tells the first its arguments and is refused. */
function requestSingleInstanceLock(): boolean {
  const holder = readHolder();
  if (holder !== null) {
    const socket = connect(holder);
    socket.end(JSON.stringify(process.argv));
    onExit(() => once(socket, 'close'));
    return false;
  }
  const path = join(app.getPath('userData'), 'stand-in.sock');
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    let text = '';
    socket.on('data', (chunk) => (text += String(chunk)));
    socket.on('end', () => {
      const argv: unknown = JSON.parse(text);
      void ready.promise.then(() => events.emit('second-instance', {}, argv, '/', null));
    });
  }).listen(path);
  writeFileSync(lockFile(), JSON.stringify({ pid: process.pid, path }));
  onExit(async () => {
    server.close();
    rmSync(lockFile(), { force: true });
  });
  return true;
}

function readHolder(): string | null {
  try {
    const { pid, path }: { pid: number; path: string } = JSON.parse(
      readFileSync(lockFile(), 'utf8'),
    );
    process.kill(pid, 0);
    return path;
  } catch {
    return null;
  }
}

export const app: App = partly<App>('app', {
  ...events.membersOf(() => app),
  isPackaged: false,
  quit,
  exit: (code = 0) => void leave(code),
  isReady: () => isReady,
  whenReady: () => ready.promise,
  getPath: (name) => paths.get(name) ?? '/',
  setPath: (name, path) => void paths.set(name, path),
  getAppPath: () => process.cwd(),
  getVersion: () => '0.0.0-stand-in',
  requestSingleInstanceLock,
  setAsDefaultProtocolClient: (scheme) => {
    appRecord.protocolClients.push(scheme);
    return true;
  },
  setLoginItemSettings: (settings: Settings) => {
    openAtLogin = settings.openAtLogin === true;
  },
  getLoginItemSettings: () =>
    partly<LoginItemSettings>('LoginItemSettings', { openAtLogin, wasOpenedAtLogin: false }),
});
