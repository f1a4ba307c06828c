import type { MenuLine } from '../electron-stand-in/stand-in-menu.ts';
import { waitForApp } from './wait-for-app.ts';
import type { Desktop } from './desktop.ts';

export interface TrayReader {
  readonly lines: () => Promise<readonly MenuLine[]>;
  /** The first line: how the engine is. */
  readonly state: () => Promise<string>;
  readonly click: (...labels: readonly string[]) => Promise<void>;
  /** Waits until a line is there that is as `isSo` says, and gives it. */
  readonly until: (label: string | RegExp, isSo?: (line: MenuLine) => boolean) => Promise<MenuLine>;
}

/** The tray's menu, as somebody who opens it again and again. */
export function trayOf({ remote }: Desktop): TrayReader {
  const lines = async (): Promise<readonly MenuLine[]> => (await remote.tray()).menu;
  return {
    lines,
    state: async () => (await lines())[0]?.label ?? '',
    click: (...labels) => remote.clickTrayMenu(labels),
    until: async (label, isSo = () => true) => {
      const isIt = (line: MenuLine): boolean => fits(line, label) && isSo(line);
      let last: readonly MenuLine[] = [];
      try {
        await waitForApp(`the tray shows ${String(label)}`, async () => {
          last = await lines();
          return last.some(isIt);
        });
      } catch (error) {
        throw new Error(`${String(error)}; it shows:\n${draw(last)}`, { cause: error });
      }
      const found = last.find(isIt);
      if (found === undefined) throw new Error('It was there a moment ago');
      return found;
    },
  };
}

const fits = (line: MenuLine, label: string | RegExp): boolean =>
  typeof label === 'string' ? line.label === label : label.test(line.label);

const draw = (lines: readonly MenuLine[]): string =>
  lines.map(({ isChecked, label }) => `${isChecked ? '[x]' : '[ ]'} ${label}`).join('\n');

export const RUNNING = /^Running on 127\.0\.0\.1:\d+$/;
