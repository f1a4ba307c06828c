import { beforeEach, describe, expect, test } from 'vitest';
import { runTestCli, type CliResult, type TypedInput } from '../../support/run-test-cli.ts';
import { setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';

let setup: ManagementSetup;

beforeEach(async () => {
  setup = await setUpManagement();
});

const cli = (line: string, input?: TypedInput): Promise<CliResult> =>
  runTestCli(setup.engine.home, line.split(' '), input);

describe('the limits of a key', () => {
  test('are set by options, shown in words, and taken away by none', async () => {
    await cli(
      'key create --label x --rpm 60 --tpm 100000 --concurrency 4 --budget 5/day --budget 20.50/month,100 --unknown-price refuse --routing only_byok --data-policy zdr --region eu',
    );
    const { out } = await cli('key show x');
    expect(out).toMatch(/limits +60 requests a minute, 100,000 tokens a minute, 4 at once/);
    expect(out).toMatch(/budget +\$0.00 of \$5.00 a day spent, begins again in \d+ (h|min)/);
    expect(out).toMatch(/budget +\$0.00 of \$20.50 a month spent/);
    expect(out).toMatch(/budget +\$0.00 of \$100.00 in total spent$/m);
    expect(out).toMatch(/unknown price +refused/);
    expect(out).toMatch(/routing +only_byok/);
    expect(out).toMatch(/data policy +zdr/);
    expect((await cli('key list')).out).toContain('$0.00 of $5.00/day');
    const line = 'key update x --rpm none --tpm none --concurrency none --budget none --json';
    expect(JSON.parse((await cli(line)).out)).toMatchObject({
      requests_per_minute: null,
      tokens_per_minute: null,
      concurrent_requests: null,
      budgets: [],
    });
  });

  test('are raised for a while', async () => {
    await cli('key create --label x --budget 5/day');
    const { code, out } = await cli('key raise x 10/day --until tonight');
    expect(code).toBe(0);
    expect(out).toMatch(/budget +\$0.00 of \$10.00 a day spent, .*raised until in \d+ (h|min)/);
    const raised = JSON.parse((await cli('key raise x 12/day --until 3h --json')).out);
    const hours = (Date.parse(raised.budgets[0].raised_until) - Date.now()) / 3_600_000;
    expect(hours).toBeCloseTo(3, 1);
    expect((await cli('key raise x 20/week --until 3h')).err).toContain(
      'has no budget a week to raise. It has: 5 USD a day.',
    );
  });
});

describe('workspaces', () => {
  test('are made, listed, shown, changed', async () => {
    const made = await cli('workspace create work --budget 50/month --data-policy zdr --region eu');
    expect(made.out).toMatch(/^work\n +id +ws_/);
    expect(made.out).toMatch(/budget +\$0.00 of \$50.00 a month spent/);
    const { out } = await cli('workspace list');
    expect(out).toMatch(/^personal +0 +0 +none +-/m);
    expect(out).toMatch(/^work +0 +0 +zdr +eu +\$0.00 of \$50.00\/month/m);
    const changed = await cli(
      'workspace update work --name client --budget none --region none --json',
    );
    expect(JSON.parse(changed.out)).toMatchObject({ name: 'client', budgets: [], region: null });
    expect((await cli('workspace show client --json')).out).toContain('"name": "client"');
    expect((await cli('workspace update client')).code).toBe(2);
  });

  test('hold what is put into them', async () => {
    await cli('workspace create work');
    await cli('key create --label x --workspace work');
    await cli('key create --label y');
    expect((await cli('key list --workspace work')).out).not.toMatch(/^y /m);
    const add = `connection add self_hosted --label there --workspace work --base-url ${setup.provider.origin}/v1 --region local --no-validate`;
    expect((await cli(add)).code).toBe(0);
    expect((await cli('connection list --workspace work')).out).toContain('there');
    expect((await cli('connection list --workspace personal')).out).not.toContain('there');
  });

  test('are deleted only under their name, on a terminal, saying what goes with them', async () => {
    await cli('workspace create work');
    await cli('key create --label x --workspace work');
    const asked = await cli('workspace delete work', { typed: ['yes'] });
    expect(asked.code).toBe(1);
    expect(asked.err).toContain('revokes 1 virtual key and disconnects 0 connections of "work"');
    expect((await cli('workspace delete work', { typed: ['work'] })).code).toBe(0);
    expect((await cli('workspace show work')).err).toContain('There is no workspace "work"');
    expect((await cli('workspace delete personal --yes')).err).toContain('always exists');
  });
});

describe('prices', () => {
  test('are set, listed, shown and removed', async () => {
    const set = await cli(
      'price set acme/m1 --input 3 --output 15 --cached 0.3 --cache-write 3.75',
    );
    expect(set.out).toBe('acme/m1 costs $3 in, $15 out.');
    expect((await cli('price list')).out).toMatch(/^acme\/m1 +\$3 +\$0.3 +\$3.75 +\$15 +\$0/m);
    expect((await cli('price show acme/m1')).out).toMatch(
      /^any +\$3 +\$0.3 +\$3.75 +\$15 +\$0 +own/m,
    );
    expect((await cli('price remove acme/m1')).code).toBe(0);
    expect((await cli('price remove acme/m1')).err).toContain('You have set no price');
    expect((await cli('price list')).out).toContain('latchport price set gpt-5');
  });

  test('of the list are shown with their tiers, and how old the list is', async () => {
    const { out } = await cli('price show claude-sonnet-4-5');
    expect(out).toMatch(/^anthropic +\$3 +\$0.3 +\$3.75 +\$15 +\$0 +genai-prices/m);
    expect(out).toMatch(/^anthropic +200,000 in +\$6/m);
    expect(out).toContain('latchport price update');
  });

  test('that nobody knows teach how to set one', async () => {
    expect((await cli('price show nobody-knows')).out).toContain(
      'latchport price set nobody-knows',
    );
  });

  test('go back to those this version came with', async () => {
    const { code, out } = await cli('price update --bundled');
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('as this version came'),
    });
  });

  test.each([
    ['price set m1 --input 3', "required option '--output <usd>' not specified"],
    ['price set m1 --input three --output 5', '--input takes USD for a million tokens'],
    ['price set m1 --input 1 --output -5', '--output takes USD for a million tokens'],
  ])('are misused as %j', async (line, message) => {
    const result = await cli(line);
    expect(result.code).toBe(2);
    expect(result.err).toContain(message);
  });
});
