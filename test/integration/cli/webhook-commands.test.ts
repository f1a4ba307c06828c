import { beforeEach, describe, expect, test } from 'vitest';
import { runTestCli, type CliResult } from '../../support/run-test-cli.ts';
import { setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';
import {
  openWebhookReceiver,
  verifyMessage,
  type WebhookReceiver,
} from '../../support/webhook-receiver.ts';

let setup: ManagementSetup;
let receiver: WebhookReceiver;

beforeEach(async () => {
  setup = await setUpManagement();
  receiver = await openWebhookReceiver();
});

const cli = (line: string, typed?: readonly string[]): Promise<CliResult> =>
  runTestCli(setup.engine.home, line.split(' '), typed === undefined ? {} : { typed });

const create = (options = ''): Promise<CliResult> =>
  cli(`webhook create ${receiver.url} --label alerts${options}`);

describe('a webhook', () => {
  test('is made with its secret, tested, and its deliveries shown', async () => {
    const { out } = await create(' --events budget.*,virtual_key.revoked');
    const secret = /whsec_\S+/.exec(out)?.[0] ?? 'none';
    expect((await cli('webhook test alerts')).out).toMatch(
      /^alerts: taken in \d+ ms \(HTTP 204\)$/,
    );
    expect(receiver.messages.map((message) => verifyMessage(secret, message))).toHaveLength(1);
    const deliveries = (await cli('webhook deliveries alerts')).out;
    expect(deliveries).toMatch(/webhook\.tested +delivered +1 +204 +\d+ ms/);
    const listed = (await cli('webhook list')).out;
    expect(listed).toMatch(/^alerts +active +budget\.\*, virtual_key\.revoked +0 +- +http:/m);
    expect(listed + deliveries + (await cli('webhook show alerts')).out).not.toContain(secret);
  });

  test('that fails its test says why, and so does the exit code', async () => {
    receiver.answer(() => 500);
    await create();
    expect(await cli('webhook test alerts')).toMatchObject({
      code: 1,
      out: 'alerts: The receiver answered with another status than 2xx. (HTTP 500)',
    });
    expect(JSON.parse((await cli('webhook test alerts --json')).out)).toMatchObject({
      is_delivered: false,
    });
  });

  test('is changed, paused, resumed and rotated', async () => {
    await create();
    expect((await cli('webhook update alerts --events all --label alarms')).out).toMatch(
      /^alarms[^]+events +all/,
    );
    expect((await cli('webhook pause alarms')).out).toBe('alarms is paused.');
    expect((await cli('webhook list')).out).toMatch(/^alarms +paused/m);
    expect((await cli('webhook resume alarms')).out).toBe('alarms is told of events again.');
    expect((await cli('webhook rotate alarms --grace 1h')).out).toContain('whsec_');
    expect((await cli('webhook show alarms')).out).toMatch(
      /former secret +signs too, ends in 59 min/,
    );
    expect(await cli('webhook rotate alarms --grace soon')).toMatchObject({ code: 2 });
    expect(await cli('webhook update alarms')).toMatchObject({ code: 2 });
  });

  test('is deleted when its label is typed once more', async () => {
    await create();
    expect(await cli('webhook delete alerts', ['x'])).toMatchObject({ code: 1 });
    expect((await cli('webhook delete alerts --yes')).out).toBe('alerts is deleted.');
    expect((await cli('webhook list')).out).toContain('There is no webhook');
  });

  test('to a place that is not allowed is refused in one line', async () => {
    const { code, err } = await cli('webhook create http://example.com/ --label x');
    expect(code).toBe(1);
    expect(err).toMatch(/^error: The address of the webhook \(field url\) must be https/);
  });
});
