/** A data folder that cannot be used: the engine says so, does not start, and leaves every byte as it was. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { errorCodeOf } from '../../support/error-code.ts';
import { latchportCli } from '../../support/latchport-cli.ts';
import { startTestEngine } from '../../support/test-engine.ts';

const FILE = 'latchport.db';

test('a store of a newer Latchport is not touched', async () => {
  const cli = await latchportCli();
  await cli.serve();
  await cli.run(['stop']);
  const file = join(cli.home, FILE);
  const store = new Database(file);
  const known = Number(store.pragma('user_version', { simple: true }));
  store.pragma(`user_version = ${known + 1}`);
  store.close();
  const before = readFileSync(file);
  const { code, stderr, stdout } = await cli.run(['serve', '--port', '0']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(`schema ${known + 1}, this program knows ${known}`);
  expect(stderr).toContain('Update Latchport');
  expect(await errorCodeOf(startTestEngine(cli))).toBe('store_too_new');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test.each([
  ['is no database', Buffer.from('this is no database, it is a letter to my aunt\n'.repeat(100))],
  ['was overwritten after its first page', null],
])('a store that %s is kept and named', async (_what, content) => {
  const cli = await latchportCli();
  const file = join(cli.home, FILE);
  if (content === null) {
    await cli.serve();
    await cli.run(['stop']);
    const damaged = readFileSync(file);
    damaged.fill(0xa5, 4096);
    writeFileSync(file, damaged);
  } else {
    writeFileSync(file, content);
  }
  const before = readFileSync(file);
  const { code, stderr, stdout } = await cli.run(['serve', '--port', '0']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe(
    `error: ${file} is damaged. It was left as it is. Restore the copy beside it or a backup.\n`,
  );
  expect(await errorCodeOf(startTestEngine(cli))).toBe('store_damaged');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a data folder that is a file is named', async () => {
  const cli = await latchportCli();
  const file = join(cli.home, 'file');
  writeFileSync(file, 'mine');
  const environment = { LATCHPORT_HOME: join(file, 'below') };
  const { code, stderr } = await cli.run(['serve', '--port', '0'], { environment });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: .*part of its path is a file/);
  const home = join(file, 'below');
  expect(await errorCodeOf(startTestEngine({ home }))).toBe('home_unwritable');
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

test('a socket folder that is no folder is not trusted', async () => {
  const cli = await latchportCli();
  writeFileSync(join(cli.home, 'run'), 'mine');
  const { code, stderr } = await cli.run(['serve', '--port', '0']);
  expect(code).toBe(1);
  expect(stderr).toContain('private socket is not safe there');
});

test('a socket path taken by a file is not taken from it', async () => {
  const cli = await latchportCli();
  mkdirSync(join(cli.home, 'run'), { mode: 0o700 });
  const file = join(cli.home, 'run', 'engine.sock');
  writeFileSync(file, 'mine');
  const { code, stderr } = await cli.run(['serve', '--port', '0']);
  expect(code).toBe(1);
  expect(stderr).toContain('is not a socket');
  expect(readFileSync(file, 'utf8')).toBe('mine');
});
