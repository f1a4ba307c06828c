import { beforeEach, describe, expect, test } from 'vitest';
import { runTestCli, type CliResult } from '../../support/run-test-cli.ts';
import { setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';

let setup: ManagementSetup;

beforeEach(async () => {
  setup = await setUpManagement();
});

const cli = (line: string, typed?: readonly string[]): Promise<CliResult> =>
  runTestCli(setup.engine.home, line.split(' '), typed === undefined ? {} : { typed });

describe('a management key', () => {
  test('is made with a line that can be pasted, and listed without itself', async () => {
    const { out } = await cli('management-key create --label ci --role admin --expires 90d');
    const key = /mk-lp-\w{38}/.exec(out)?.[0] ?? 'none';
    expect(out).toContain(`/api/status -H "Authorization: Bearer ${key}"`);
    expect(out).toContain('latchport serve --management-port 6175');
    const listed = (await cli('management-key list')).out;
    expect(listed).toMatch(/^ci +mk-lp-\w{4}\.\.\.\w{4} +admin +active +- +in 8\d d$/m);
    expect(listed).not.toContain(key);
  });

  test('works where the door is open', async () => {
    await setup.engine.engine.openBrowserDoor();
    const { out } = await cli('management-key create --label ci --role member --json');
    const { key, address } = JSON.parse(out);
    const answer = await fetch(`${address}/status`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(answer.status).toBe(200);
  });

  test('is revoked when its label is typed once more', async () => {
    await cli('management-key create --label ci --role member');
    expect(await cli('management-key revoke ci', ['other'])).toMatchObject({ code: 1 });
    expect((await cli('management-key revoke ci', ['ci'])).out).toBe('ci is revoked.');
    expect((await cli('management-key list')).out).toContain('There is no management key');
    expect((await cli('management-key list --all')).out).toContain('revoked');
  });

  test('has a role, one of three', async () => {
    expect(await cli('management-key create --label ci --role king')).toMatchObject({ code: 2 });
    expect(await cli('management-key create --label ci')).toMatchObject({ code: 2 });
  });
});
