import type { Menu as ElectronMenu, MenuItem, MenuItemConstructorOptions } from 'electron';
import { partly, partlyClass } from './partly.ts';

type Template = readonly (MenuItemConstructorOptions | MenuItem)[];

/** A line of a menu as the driver reads it. */
export interface MenuLine {
  readonly label: string;
  readonly type: string;
  readonly isEnabled: boolean;
  readonly isChecked: boolean;
  readonly accelerator: string | null;
  readonly submenu: readonly MenuLine[];
}

const templates = new WeakMap<ElectronMenu, Template>();
let applicationMenu: ElectronMenu | null = null;

const buildFromTemplate = (template: Template): ElectronMenu => {
  const menu = partly<ElectronMenu>('menu', {});
  templates.set(menu, template);
  return menu;
};

export const Menu = partlyClass<typeof ElectronMenu>('Menu', () => buildFromTemplate([]), {
  buildFromTemplate: (template) => buildFromTemplate(template),
  setApplicationMenu: (menu) => {
    applicationMenu = menu;
  },
});

export const readApplicationMenu = (): readonly MenuLine[] => readMenu(applicationMenu);

export function readMenu(menu: ElectronMenu | null): readonly MenuLine[] {
  return menu === null ? [] : readTemplate(templates.get(menu) ?? []);
}

const readTemplate = (template: Template): readonly MenuLine[] =>
  template.map((item) => ({
    label: (item.label ?? item.role ?? '').replaceAll('&&', '&'),
    type: item.type ?? 'normal',
    isEnabled: item.enabled ?? true,
    isChecked: item.checked ?? false,
    accelerator: item.accelerator === undefined ? null : String(item.accelerator),
    submenu: submenuOf(item).length > 0 ? readTemplate(submenuOf(item)) : [],
  }));

const submenuOf = ({ submenu }: MenuItemConstructorOptions | MenuItem): Template =>
  Array.isArray(submenu) ? submenu : [];

/** Clicks the item at the end of these labels, as the system does: a check item is ticked first. */
export function clickMenu(menu: ElectronMenu | null, labels: readonly string[]): void {
  let template: Template = (menu === null ? undefined : templates.get(menu)) ?? [];
  for (const [depth, label] of labels.entries()) {
    const item = template.find((line) => readTemplate([line])[0]?.label === label);
    if (item === undefined) throw new Error(`The menu has no ${labels.join(' > ')}`);
    if (depth < labels.length - 1) template = submenuOf(item);
    else clickItem(item);
  }
}

function clickItem(item: MenuItemConstructorOptions | MenuItem): void {
  if (item.enabled === false) throw new Error(`${item.label} is disabled`);
  const checked = item.type === 'checkbox' ? item.checked !== true : item.checked === true;
  const clicked = partly<MenuItem>('menuItem', { checked });
  const click: unknown = item.click;
  if (typeof click === 'function') Reflect.apply(click, undefined, [clicked, undefined, {}]);
}

export const clickApplicationMenu = (labels: readonly string[]): void =>
  clickMenu(applicationMenu, labels);
