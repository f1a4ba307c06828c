import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LoginItem } from '../../../src-main/os/login-item.ts';
import { Preferences } from '../../../src-main/preferences.ts';
import { SettingsFile } from '../../../src-main/settings-file.ts';
import type { ShellSettings } from '../../../src-main/shell-contract.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { codeThrown } from './code-thrown.ts';

function loginItem(): LoginItem {
  let isOn = false;
  return {
    isOn: () => isOn,
    set: (next) => {
      isOn = next;
    },
  };
}

test('what is changed holds, what is left out stays, and both are told', async () => {
  const told: ShellSettings[] = [];
  const file = new SettingsFile(await temporaryFolder(), false);
  const preferences = new Preferences(file, loginItem(), (settings) => told.push(settings));
  preferences.change({ lock_on_sleep: true });
  preferences.change({ start_at_login: true });
  expect(preferences.current).toMatchObject({
    start_at_login: true,
    lock_on_sleep: true,
    lock_on_screen_lock: false,
  });
  expect(told).toHaveLength(2);
  expect(told[1]).toEqual(preferences.current);
});

test('a setting that cannot be written holds until the end, and that is said', async () => {
  const blocked = join(await temporaryFolder(), 'blocked');
  await writeFile(blocked, '');
  const preferences = new Preferences(
    new SettingsFile(blocked, false),
    loginItem(),
    () => undefined,
  );
  expect(codeThrown(() => preferences.change({ lock_on_sleep: true }))).toBe('settings_not_kept');
  expect(preferences.current.lock_on_sleep).toBe(true);
});
