import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import type { Actions } from '../../../src-main/actions.ts';
import { appMenu } from '../../../src-main/app-menu.ts';

const nothing = (): void => undefined;
const actions: Actions = {
  setConnectionEnabled: nothing,
  setPaused: nothing,
  lock: nothing,
  unlock: nothing,
  copyBaseUrl: nothing,
  open: nothing,
  setStartAtLogin: nothing,
  lookForUpdates: nothing,
  startEngine: nothing,
  quit: nothing,
};

type Item = MenuItemConstructorOptions;

const itemsOf = ({ submenu }: Item): readonly Item[] => (Array.isArray(submenu) ? submenu : []);

const every = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => [item, ...every(itemsOf(item).map((inner) => ({ ...inner })))]);

describe.each(['darwin', 'win32', 'linux'] as const)('the menu on %s', (platform) => {
  const items = every(appMenu(platform, true, actions));

  test('gives each key one meaning', () => {
    const keys = items.flatMap(({ accelerator }) =>
      accelerator === undefined ? [] : [accelerator],
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain('CmdOrCtrl+,');
  });

  test('has what the platform expects, and no tools of developers', () => {
    const roles = items.flatMap(({ role }) => (role === undefined ? [] : [role]));
    expect(roles).toContain('editMenu');
    expect(roles).toContain('about');
    expect(roles.includes('hideOthers')).toBe(platform === 'darwin');
    expect(roles).not.toContain('toggleDevTools');
  });
});

test('a checkout has the tools of developers', () => {
  const roles = every(appMenu('linux', false, actions)).map(({ role }) => role);
  expect(roles).toContain('toggleDevTools');
});
