import { beforeEach, describe, expect, test } from 'vitest';
import { findProvider } from '../../../src-proxy/providers/catalog.ts';
import { runTestCli, type CliResult } from '../../support/run-test-cli.ts';
import { setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';

let setup: ManagementSetup;

beforeEach(async () => {
  setup = await setUpManagement();
  await setup.connect('personal');
});

const cli = (line: string): Promise<CliResult> => runTestCli(setup.engine.home, line.split(' '));

describe('alias', () => {
  test('is set, listed and removed', async () => {
    expect(await cli('alias list')).toMatchObject({ code: 0, err: '' });
    const set = await cli('alias set smart personal/fake-1 fake-2');
    expect(set.out).toBe('smart leads to personal/fake-1, then fake-2.');
    const listed = await cli('alias list');
    expect(listed.out).toContain('smart');
    expect(listed.out).toContain('personal/fake-1, fake-2');
    expect((await cli('alias remove smart')).out).toBe('smart is removed.');
    expect((await cli('alias list')).out).toContain('There are no aliases yet.');
  });

  test('is set again with other targets', async () => {
    await cli('alias set smart fake-1');
    await cli('alias set smart fake-2');
    const { aliases } = JSON.parse((await cli('alias list --json')).out);
    expect(aliases).toMatchObject([{ name: 'smart', targets: ['fake-2'] }]);
  });

  test.each([
    ['alias set openai fake-1', 'alias_name_taken'],
    ['alias set personal fake-1', 'alias_name_taken'],
    ['alias set fake-1 fake-2', 'alias_name_taken'],
    ['alias set smart nowhere', 'alias_target_unknown'],
    ['alias set smart smart', 'alias_target_is_alias'],
    ['alias set two/parts fake-1', 'field_invalid'],
    ['alias remove nobody', 'alias_not_found'],
    ['alias set smart fake-1 --workspace nowhere', 'workspace_not_found'],
  ])('%s: %s', async (line, code) => {
    const result = await cli(`${line} --json`);
    expect(result.code).toBe(1);
    expect(JSON.parse(result.err)).toMatchObject({ error: { code } });
  });

  test('may not lead to another alias', async () => {
    await cli('alias set smart fake-1');
    const result = await cli('alias set smarter smart --json');
    expect(JSON.parse(result.err)).toMatchObject({ error: { code: 'alias_target_is_alias' } });
  });
});

describe('explain', () => {
  beforeEach(() => void setup.engine.createKey({ label: 'ide' }));

  test('shows candidates in order and everyone left out', async () => {
    await setup.engine.connect('anthropic', { label: 'claude', validate: false });
    await cli('alias set smart personal/fake-1');
    const { code, out } = await cli('explain smart --key ide');
    expect(code).toBe(0);
    expect(out).toContain('smart, with the virtual key ide (openai-chat)');
    expect(out).toContain('an alias of personal/fake-1');
    expect(out).toMatch(/1\s+personal\s+fake-1\s+own\s+ready/);
    expect(out).toContain('not claude: the request names another');
  });

  test('says what a request would be refused with', async () => {
    const { code, out } = await cli('explain fake-1 --key ide --data-policy zdr');
    expect(code).toBe(1);
    expect(out).toContain('refused (no_eligible_connection): ');
    expect(out).toContain(
      'not personal: its data policy is not declared, and the request requires',
    );
  });

  test('tells it all as JSON', async () => {
    const result = await cli('explain fake-1 --key ide --no-fallbacks --order personal --json');
    expect(JSON.parse(result.out)).toMatchObject({
      model: 'fake-1',
      virtual_key: 'ide',
      dialect: 'openai-chat',
      alias: null,
      candidates: [
        { connection: 'personal', model: 'fake-1', state: 'ready', ready_at: null, headroom: 1 },
      ],
      left_out: [],
      constraint: 'allow_fallbacks',
      refusal: null,
    });
  });

  test.each([
    ['explain fake-1 --key nobody', 1, 'virtual_key_not_found'],
    ['explain fake-1 --key ide --region !', 1, 'body_invalid_member'],
    ['explain fake-1 --key ide --dialect french', 2, 'usage'],
    ['explain fake-1', 2, 'usage'],
  ])('%s: exit code %i, %s', async (line, exitCode, code) => {
    const result = await cli(`${line} --json`);
    expect(result.code).toBe(exitCode);
    expect(JSON.parse(result.err)).toMatchObject({ error: { code } });
  });
});

describe('connection tier', () => {
  test('names a tier, says enterprise, and goes back to finding out', async () => {
    expect((await cli('connection tier personal tier_3')).out).toBe(
      'personal: tier tier_3 (as you said)',
    );
    expect((await cli('connection tier personal enterprise --json')).out).toContain(
      '"tier_source": "enterprise"',
    );
    expect((await cli('connection tier personal auto')).out).toBe('personal: tier -');
  });

  test('may be said when connecting', async () => {
    const address = `--base-url ${setup.provider.origin}/v1 --no-validate --key-ref env:KEY`;
    const added = await cli(
      `connection add openai --label work ${address} --tier tier_2 --max-concurrent 4 --json`,
    );
    expect(JSON.parse(added.out)).toMatchObject({
      tier: 'tier_2',
      detected_tier: null,
      tier_source: 'user_specified',
      max_concurrent: 4,
    });
  });

  test('is shown with health and limits', async () => {
    const { health, connections } = setup.engine.engine.parts;
    const connection = connections.find('personal');
    health.noteHead(
      { connection, provider: findProvider('openai'), model: 'gpt-4o' },
      200,
      {
        'x-ratelimit-limit-requests': '5000',
        'x-ratelimit-remaining-requests': '4999',
        'x-ratelimit-reset-requests': '2h30m',
        'x-ratelimit-limit-tokens': '450000',
        'x-ratelimit-remaining-tokens': '1000',
      },
      Date.now(),
    );
    const { out } = await cli('connection show personal');
    expect(out).toMatch(/health\s+healthy/);
    expect(out).toMatch(/tier\s+tier_2 \(found out\)/);
    expect(out).toMatch(/left\s+4,999 of 5,000 requests, resets in 2 h/);
    expect(out).toMatch(/left\s+1,000 of 450,000 tokens/);
    expect(out).toMatch(/left of\s+gpt-4o/);
    expect((await cli('connection list')).out).toContain('healthy');
  });
});
