/** The small parts of the system: clipboard, power, theme, screens, links, message boxes. */
import type {
  Clipboard,
  Dialog,
  Display,
  NativeTheme,
  PowerMonitor,
  Screen,
  shell as ElectronShell,
} from 'electron';
import { Emitter } from './emitter.ts';
import { partly } from './partly.ts';

let copied = '';
const opened: string[] = [];
const power = new Emitter();
const theme = new Emitter();
let isDark = false;

export const clipboard: Clipboard = partly<Clipboard>('clipboard', {
  readText: async () => copied,
  writeText: async (text) => {
    copied = text;
  },
  clear: () => {
    copied = '';
  },
});

export const powerMonitor: PowerMonitor = partly<PowerMonitor>('powerMonitor', {
  ...power.membersOf(() => powerMonitor),
});

export const nativeTheme: NativeTheme = partly<NativeTheme>('nativeTheme', {
  ...theme.membersOf(() => nativeTheme),
  get shouldUseDarkColors() {
    return isDark;
  },
});

export const screen: Screen = partly<Screen>('screen', {
  getAllDisplays: () => [
    partly<Display>('display', { workArea: { x: 0, y: 0, width: 1920, height: 1080 } }),
  ],
});

export const shell: typeof ElectronShell = partly<typeof ElectronShell>('shell', {
  openExternal: async (address) => void opened.push(address),
});

export const dialog: Dialog = partly<Dialog>('dialog', {
  showErrorBox: (title, content) => void process.stderr.write(`${title}: ${content}\n`),
});

export const systemRecord = {
  clipboard: (): string => copied,
  copy: (text: string): void => {
    copied = text;
  },
  opened: (): readonly string[] => opened,
  emitPower: (event: string): void => power.emit(event),
  setDark: (wanted: boolean): void => {
    isDark = wanted;
    theme.emit('updated');
  },
};
