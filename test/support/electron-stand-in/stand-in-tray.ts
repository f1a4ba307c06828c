import type { Menu, NativeImage, Tray as ElectronTray } from 'electron';
import { Emitter } from './emitter.ts';
import { partly, partlyClass } from './partly.ts';
import { clickMenu, readMenu, type MenuLine } from './stand-in-menu.ts';

interface TrayRecord {
  image: string;
  toolTip: string;
  menu: Menu | null;
  /** How often the menu was set: on Linux a change is seen only so. */
  timesSet: number;
  readonly events: Emitter;
}

const trays: TrayRecord[] = [];

/** Icons are given by their files, so that Electron finds the sharper one beside. */
function fileOf(image: NativeImage | string): string {
  if (typeof image !== 'string') throw new Error('The stand-in takes icons by their files');
  return image;
}

export const Tray = partlyClass<typeof ElectronTray>(
  'Tray',
  (image) => {
    const events = new Emitter();
    const record: TrayRecord = {
      image: fileOf(image),
      toolTip: '',
      menu: null,
      timesSet: 0,
      events,
    };
    trays.push(record);
    const tray: ElectronTray = partly<ElectronTray>('tray', {
      ...events.membersOf(() => tray),
      setImage: (next) => {
        record.image = fileOf(next);
      },
      setToolTip: (text) => {
        record.toolTip = text;
      },
      setContextMenu: (menu) => {
        record.menu = menu;
        record.timesSet += 1;
      },
    });
    return tray;
  },
  {},
);

export interface TrayView {
  readonly image: string;
  readonly toolTip: string;
  readonly menu: readonly MenuLine[];
  readonly timesSet: number;
}

function theTray(): TrayRecord {
  const [tray] = trays;
  if (tray === undefined || trays.length > 1) throw new Error(`There are ${trays.length} trays`);
  return tray;
}

export function readTray(): TrayView {
  const { image, toolTip, menu, timesSet } = theTray();
  return { image, toolTip, menu: readMenu(menu), timesSet };
}

export const clickTrayMenu = (labels: readonly string[]): void => clickMenu(theTray().menu, labels);

export const clickTrayIcon = (): void => theTray().events.emit('click');
