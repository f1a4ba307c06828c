import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseLaunch, type Machine } from '../../../src-main/launch/choose-launch.ts';
import { fetchElectron } from '../../../src-main/launch/fetch-electron.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const mustNot = (): never => {
  throw new Error('It was asked without need');
};

const able: Machine = {
  platform: 'linux',
  isHeadlessWanted: false,
  hasDisplay: true,
  isRoot: false,
  findRuntime: () => '/there/electron',
  fetchRuntime: mustNot,
};

describe('what is started', () => {
  test.each([
    ['on Linux with a display', {}, []],
    ["on Linux by root, whom Chromium's sandbox refuses", { isRoot: true }, ['--no-sandbox']],
    ['on macOS, which names no display', { platform: 'darwin', hasDisplay: false }, []],
    ['on Windows', { platform: 'win32', hasDisplay: false }, []],
  ] as const)('is the app %s', async (_where, part, flags) => {
    expect(await chooseLaunch({ ...able, ...part })).toEqual({
      kind: 'desktop',
      program: '/there/electron',
      flags,
    });
  });

  test.each([
    ['when the user says so', { isHeadlessWanted: true }, 'LATCHPORT_HEADLESS'],
    ['without a display', { hasDisplay: false }, 'no display'],
  ])('is the engine alone %s, and nothing is looked for', async (_when, part, reason) => {
    const launch = await chooseLaunch({ ...able, ...part, findRuntime: mustNot });
    expect(launch).toEqual({ kind: 'headless', because: expect.stringContaining(reason) });
  });

  test('is the app when its runtime can be fetched', async () => {
    let isThere = false;
    const launch = await chooseLaunch({
      ...able,
      findRuntime: () => (isThere ? '/fetched/electron' : null),
      fetchRuntime: async () => {
        isThere = true;
        return null;
      },
    });
    expect(launch).toMatchObject({ kind: 'desktop', program: '/fetched/electron' });
  });

  test.each(['could not be fetched', null])(
    'is the engine alone when it cannot be: %j',
    async (problem) => {
      const launch = await chooseLaunch({
        ...able,
        findRuntime: () => null,
        fetchRuntime: async () => problem,
      });
      expect(launch).toEqual({
        kind: 'headless',
        because: expect.stringMatching(/^Electron is not .*npx install-electron\)$/),
      });
    },
  );
});

/** A package whose install.js does this. */
async function packageThat(does: string): Promise<string> {
  const folder = join(await temporaryFolder(), 'electron');
  await mkdir(folder);
  await writeFile(join(folder, 'install.js'), does);
  return folder;
}

describe('fetching Electron', () => {
  test('is what the package does by itself, without the passphrase', async () => {
    const folder = await packageThat(
      `require('fs').writeFileSync(__dirname + '/environment', JSON.stringify(process.env))`,
    );
    const environment = { ELECTRON_MIRROR: 'https://m.example/', LATCHPORT_PASSPHRASE: 'CANARY' };
    expect(await fetchElectron(folder, environment, 10_000)).toBeNull();
    const seen = await readFile(join(folder, 'environment'), 'utf8');
    expect(seen).toContain('https://m.example/');
    expect(seen).not.toContain('CANARY');
  });

  test('that fails is said', async () => {
    expect(await fetchElectron(await packageThat('process.exit(1)'), {}, 10_000)).toBe(
      'could not be fetched',
    );
    expect(await fetchElectron(null, {}, 10_000)).toBe('its package is not installed');
  });

  test('is given up in time, and leaves nothing half fetched behind', async () => {
    const folder = await packageThat(`
      const { tmpdir } = require('os');
      require('fs').writeFileSync(__dirname + '/place', tmpdir());
      require('fs').writeFileSync(tmpdir() + '/half.zip', 'half');
      setInterval(() => {}, 1000);`);
    expect(await fetchElectron(folder, {}, 6000)).toBe('could not be fetched within 6 s');
    const place = await readFile(join(folder, 'place'), 'utf8');
    expect(() => readdirSync(place)).toThrow('ENOENT');
  });
});
