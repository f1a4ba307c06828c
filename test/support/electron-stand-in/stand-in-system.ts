/** The small parts of the system: clipboard, power, theme, screens, links, message boxes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Clipboard,
  Dialog,
  MessageBoxReturnValue,
  Display,
  NativeTheme,
  PowerMonitor,
  Screen,
  shell as ElectronShell,
} from 'electron';
import { z } from 'zod';
import type { MessageBoxView } from './driver-calls.ts';
import { Emitter } from './emitter.ts';
import { partly } from './partly.ts';
import { app } from './stand-in-app.ts';

/** The system's clipboard outlives the app: it is kept where the next start of this home finds it. */
const clipboardFile = (): string => join(app.getPath('userData'), 'stand-in-clipboard');

function readClipboard(): string {
  try {
    return readFileSync(clipboardFile(), 'utf8');
  } catch {
    return '';
  }
}

const copyText = (text: string): void => writeFileSync(clipboardFile(), text);

const opened: string[] = [];
const power = new Emitter();
const theme = new Emitter();
let isDark = false;

export const clipboard: Clipboard = partly<Clipboard>('clipboard', {
  readText: async () => readClipboard(),
  writeText: async (text) => copyText(text),
  clear: () => copyText(''),
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

const messageBox = z.object({
  message: z.string(),
  detail: z.string().optional(),
  buttons: z.array(z.string()).optional(),
});

interface OpenBox {
  readonly view: MessageBoxView;
  readonly answer: (value: MessageBoxReturnValue) => void;
}

let box: OpenBox | null = null;

export const dialog: Dialog = partly<Dialog>('dialog', {
  showErrorBox: (title, content) => void process.stderr.write(`${title}: ${content}\n`),
  showMessageBox: (...args: readonly unknown[]) => {
    const { message, detail = '', buttons = [] } = messageBox.parse(args.at(-1));
    return new Promise((resolve) => {
      box = { view: { message, detail, buttons }, answer: resolve };
    });
  },
});

export const systemRecord = {
  messageBox: (): MessageBoxView | null => box?.view ?? null,
  answerMessageBox: (label: string): void => {
    const { view, answer } = box ?? {};
    const response = view?.buttons.indexOf(label) ?? -1;
    if (answer === undefined || response < 0) throw new Error(`No box has a button ${label}`);
    box = null;
    answer({ response, checkboxChecked: false });
  },
  clipboard: readClipboard,
  copy: copyText,
  opened: (): readonly string[] => opened,
  emitPower: (event: string): void => power.emit(event),
  setDark: (wanted: boolean): void => {
    isDark = wanted;
    theme.emit('updated');
  },
};
