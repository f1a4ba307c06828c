import { beforeEach, describe, expect, test } from 'vitest';
import { runTestCli, type CliResult, type TypedInput } from '../../support/run-test-cli.ts';
import { setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';

let setup: ManagementSetup;

beforeEach(async () => {
  setup = await setUpManagement();
});

const cli = (line: string, input?: TypedInput): Promise<CliResult> =>
  runTestCli(setup.engine.home, line.split(' '), input);

describe('key create', () => {
  test('shows the key once, with lines ready to be pasted', async () => {
    const { code, out } = await cli('key create --label my-app');
    const [key = ''] = /sk-lp-[0-9A-Za-z]{38}/.exec(out) ?? [];
    expect(code).toBe(0);
    expect(out).toContain(`export OPENAI_BASE_URL=${setup.engine.base}/v1`);
    expect(out).toContain(`export OPENAI_API_KEY=${key}`);
    expect(out).toContain(`curl ${setup.engine.base}/v1/models -H "Authorization: Bearer ${key}"`);
    const answer = await fetch(`${setup.engine.base}/v1/models`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(answer.status).toBe(200);
    for (const line of ['key list', 'key show my-app', 'events', 'key list --json']) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await cli(line)).out).not.toContain(key);
    }
  });

  test('says as JSON that it is shown once', async () => {
    const { out } = await cli('key create --label my-app --app zed --json');
    expect(JSON.parse(out)).toMatchObject({ label: 'my-app', app: 'zed', shown_once: true });
  });

  test('takes limits, repeated or with commas', async () => {
    await setup.connect();
    const line =
      'key create --label x --connections personal --models gpt-* --models fake-1,fake-2 --expires 12h --environment dev --json';
    const made = JSON.parse((await cli(line)).out);
    expect(made).toMatchObject({
      allowed_connections: ['personal'],
      allowed_models: ['gpt-*', 'fake-1', 'fake-2'],
      environment: 'dev',
    });
    const hours = (Date.parse(made.expires_at) - Date.parse(made.created_at)) / 3_600_000;
    expect(hours).toBeCloseTo(12, 1);
  });

  test.each([
    ['key create', "required option '--label <label>' not specified"],
    ['key create --label x --expires soon', '--expires takes a duration'],
    ['key create --label x --environment moon', '--environment takes one of: dev, staging, prod'],
    ['key create --label x --rps 5', "unknown option '--rps'"],
    ['key create --label x --rpm 0', '--rpm takes a whole number from 1'],
    ['key create --label x --budget much', '--budget takes USD a period'],
    ['key create --label x --budget 5/year', 'takes one of: day, week, month, total'],
    ['key create --label x --unknown-price maybe', '--unknown-price takes one of: allow, refuse'],
    ['key raise x 10/day', "required option '--until <when>' not specified"],
    ['key raise x 10/day --until soon', '--until takes a duration'],
  ])('is misused as %j', async (line, message) => {
    const result = await cli(line);
    expect(result.code).toBe(2);
    expect(result.err).toContain(message);
  });

  test('refuses a label that is taken', async () => {
    await cli('key create --label x');
    const result = await cli('key create --label x');
    expect(result.code).toBe(1);
    expect(result.err).toContain('There is a virtual key labelled "x" already');
  });
});

describe('keys', () => {
  test('that are none teach how to make one', async () => {
    expect((await cli('key list')).out).toContain('latchport key create --label my-app');
  });

  test('are listed without revoked ones, unless all are asked for', async () => {
    await cli('key create --label old');
    await cli('key revoke old');
    await cli('key create --label new');
    expect((await cli('key list')).out).not.toContain('old');
    expect((await cli('key list --all')).out).toMatch(/^old +sk-lp-\S+ +revoked/m);
    expect(JSON.parse((await cli('key list --json')).out).virtual_keys).toHaveLength(1);
  });

  test('are changed, and all takes a limit away', async () => {
    await cli('key create --label x --models a');
    const changed = await cli('key update x --models all --label y --json');
    expect(JSON.parse(changed.out)).toMatchObject({ label: 'y', allowed_models: null });
    expect((await cli('key update y')).code).toBe(2);
  });

  test('are regenerated, with a grace when asked for', async () => {
    await cli('key create --label x');
    const graced = JSON.parse((await cli('key regenerate x --grace 10m --json')).out);
    expect(graced).toMatchObject({ shown_once: true });
    expect(graced.previous_key_until).not.toBeNull();
    expect((await cli('key regenerate x')).out).toMatch(/sk-lp-[0-9A-Za-z]{38}/);
    expect((await cli('key regenerate x --grace soon')).code).toBe(2);
  });

  test('are paused and resumed', async () => {
    await cli('key create --label x');
    expect((await cli('key pause x')).out).toBe('x is paused.');
    expect((await cli('key show x')).out).toMatch(/status +paused/);
    expect((await cli('key resume x')).out).toBe('x works again.');
  });

  test('are revoked only under their name, on a terminal', async () => {
    await cli('key create --label x');
    expect((await cli('key revoke x', { typed: ['y'] })).code).toBe(1);
    expect(await cli('key revoke x', { typed: ['x'] })).toMatchObject({
      code: 0,
      out: 'x is revoked.',
    });
  });
});
