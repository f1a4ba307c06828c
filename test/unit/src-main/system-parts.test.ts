import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findElectronRuntime } from '../../../src-main/launch/electron-runtime.ts';
import { createAutostartFile, quoteArgument } from '../../../src-main/os/autostart-file.ts';
import { allowedOrigins, checkLink } from '../../../src-main/os/check-link.ts';
import { SettingsFile } from '../../../src-main/settings-file.ts';
import { readShellConfig } from '../../../src-main/shell-config.ts';
import { updatesOffBecause } from '../../../src-main/update-feed.ts';
import { fitOnScreen } from '../../../src-main/window/fit-on-screen.ts';
import { codeThrown } from './code-thrown.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('a link', () => {
  const links = {
    keys: 'https://platform.example/keys',
    usage: 'https://platform.example/usage',
    billing: 'https://billing.example/',
    docs: 'https://docs.example/',
  };
  const allowed = allowedOrigins([{ links }, { links: null }]);

  test('opens when it leads to a site of the catalog', () => {
    expect(checkLink('https://platform.example/other?x=1', allowed)).toBe(
      'https://platform.example/other?x=1',
    );
  });

  test.each([
    ['https://evil.example/'],
    ['https://platform.example.evil.example/'],
    ['https://platform.example@evil.example/'],
    ['https://user:pass@platform.example/'],
    ['http://platform.example/'],
    ['https://platform.example:8443/'],
    ['file:///etc/passwd'],
    ['javascript:alert(1)'],
    ['latchport://connect'],
    ['smb://platform.example/'],
    ['not an address'],
  ])('is refused as %s', (address) => {
    expect(codeThrown(() => checkLink(address, allowed))).toBe('link_not_allowed');
  });
});

describe('start at login on Linux', () => {
  test('is an entry that names the program and asks it to stay hidden', async () => {
    const folder = await temporaryFolder();
    const item = createAutostartFile(folder, ['/opt/Latch port/latchport', '--hidden']);
    expect(item.isOn()).toBe(false);
    item.set(true);
    expect(item.isOn()).toBe(true);
    const entry = await readFile(join(folder, 'autostart/latchport.desktop'), 'utf8');
    expect(entry).toContain('Exec="/opt/Latch port/latchport" "--hidden"\n');
    item.set(false);
    item.set(false);
    expect(item.isOn()).toBe(false);
  });

  test('says where it could not write', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'autostart'), 'a file in the way');
    const item = createAutostartFile(folder, ['x']);
    expect(codeThrown(() => item.set(true))).toBe('login_item_refused');
  });

  test.each([
    ['/usr/bin/x', '"/usr/bin/x"'],
    ['/a "b" $c `d` \\e', '"/a \\\\"b\\\\" \\\\$c \\\\`d\\\\` \\\\\\\\e"'],
    ['100%', '"100%%"'],
  ])('quotes %s', (argument, quoted) => {
    expect(quoteArgument(argument)).toBe(quoted);
  });
});

describe('the settings', () => {
  test('are written for the user alone, and read again', async () => {
    const folder = join(await temporaryFolder(), 'shell');
    const file = new SettingsFile(folder, false);
    expect(file.change({ knows_tray: true })).toBe(true);
    expect((await stat(file.file)).mode & 0o777).toBe(0o600);
    expect(new SettingsFile(folder, false).memory.knows_tray).toBe(true);
  });

  test.each([['{'], ['[]'], ['{"settings":{}}'], ['']])(
    'read as new where the file says %s',
    async (text) => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'settings.json'), text);
      expect(new SettingsFile(folder, true).memory).toMatchObject({
        settings: { look_for_updates: true, lock_on_sleep: false },
        window: null,
      });
    },
  );

  test('hold until the end where they cannot be written', async () => {
    const folder = await temporaryFolder();
    const blocked = join(folder, 'blocked');
    await writeFile(blocked, '');
    const file = new SettingsFile(blocked, false);
    expect(file.change({ knows_tray: true })).toBe(false);
    expect(file.memory.knows_tray).toBe(true);
  });
});

describe('a remembered window', () => {
  const screens = [
    { x: 0, y: 0, width: 1920, height: 1040 },
    { x: 1920, y: 0, width: 1280, height: 1024 },
  ];
  const window = { x: 2000, y: 100, width: 800, height: 600 };

  test('comes back where it was', () => {
    expect(fitOnScreen(window, screens)).toEqual(window);
  });

  test.each([
    ['its screen is gone', window, screens.slice(0, 1)],
    ['its title bar would be out of reach', { ...window, y: -40 }, screens],
    ['only a corner would be seen', { ...window, x: 3150 }, screens],
  ])('keeps its size alone when %s', (_what, bounds, areas) => {
    expect(fitOnScreen(bounds, areas)).toEqual({ width: 800, height: 600 });
  });
});

const facts = (isSigned: boolean, updateFeed: string | null) => ({
  version: '1.0.0',
  desktop: { isSigned, updateFeed },
});

describe('updates', () => {
  const feed = 'https://updates.example/';

  test.each([
    ['a checkout', facts(true, feed), null, false, /not an installed app/],
    ['a build without an address', facts(true, null), null, true, /names no address/],
    ['an unsigned build', facts(false, feed), null, true, /not signed/],
  ])('are off in %s', (_what, built, own, isPackaged, reason) => {
    expect(updatesOffBecause(built, { update_feed: own }, isPackaged)).toMatch(reason);
  });

  test.each([
    ['a signed build', facts(true, feed), null],
    ['any build the user named an address for', facts(false, null), feed],
  ])('can be looked for in %s', (_what, built, own) => {
    expect(updatesOffBecause(built, { update_feed: own }, true)).toBeNull();
  });
});

describe('what the environment says', () => {
  test('reaches the engine, the passphrase once and nobody else', () => {
    const environment: Record<string, string | undefined> = {
      LATCHPORT_HOME: '/x',
      LATCHPORT_PASSPHRASE: 'CANARY',
      LATCHPORT_PORT: '7000',
    };
    const config = readShellConfig(['--hidden'], environment);
    expect(config).toMatchObject({ home: '/x', isHidden: true, appImage: null });
    expect(JSON.stringify(config)).not.toContain('CANARY');
    expect(config.engineEnvironment()).toMatchObject({
      LATCHPORT_PASSPHRASE: 'CANARY',
      LATCHPORT_PORT: '7000',
    });
    expect(config.engineEnvironment()).not.toHaveProperty('LATCHPORT_PASSPHRASE');
    expect(environment).not.toHaveProperty('LATCHPORT_PASSPHRASE');
  });

  test('is refused by the name of the variable', () => {
    expect(codeThrown(() => readShellConfig([], { LATCHPORT_PORT: 'x' }))).toBe('config_invalid');
  });
});

describe('the runtime of Electron', () => {
  const program = process.platform === 'win32' ? 'electron.exe' : 'electron';

  test.skipIf(process.platform === 'darwin')(
    'is found where it is said to be, or in its package',
    async () => {
      const folder = await temporaryFolder();
      expect(findElectronRuntime(folder, null)).toBeNull();
      await mkdir(join(folder, 'package/dist'), { recursive: true });
      await writeFile(join(folder, 'package/dist', program), '');
      // As a fetch that was cut short leaves it.
      expect(findElectronRuntime(undefined, join(folder, 'package'))).toBeNull();
      await writeFile(join(folder, 'package/path.txt'), program);
      expect(findElectronRuntime(undefined, join(folder, 'package'))).toBe(
        join(folder, 'package/dist', program),
      );
      await writeFile(join(folder, program), '');
      expect(findElectronRuntime(folder, null)).toBe(join(folder, program));
    },
  );

  test('is nowhere where nothing is installed', () => {
    expect(findElectronRuntime(undefined, null)).toBeNull();
  });
});
