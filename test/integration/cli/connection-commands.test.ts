import { beforeEach, describe, expect, test } from 'vitest';
import { runTestCli, type CliResult, type TypedInput } from '../../support/run-test-cli.ts';
import {
  KEY,
  NEXT_KEY,
  setUpManagement,
  type ManagementSetup,
} from '../../support/set-up-management.ts';

let setup: ManagementSetup;

beforeEach(async () => {
  setup = await setUpManagement();
});

const cli = (line: string, input?: TypedInput): Promise<CliResult> =>
  runTestCli(setup.engine.home, line.split(' '), input);

const address = (): string => `--base-url ${setup.provider.origin}/v1`;

describe('connection add', () => {
  test('takes the key from standard input, and shows its preview only', async () => {
    const result = await cli(`connection add openai --label personal --key-stdin ${address()}`, {
      piped: KEY,
    });
    expect(result).toMatchObject({ code: 0, err: '' });
    expect(result.out).toMatch(
      /^Connected personal \(openai\), key sk-proj\S*6789: valid in \d+ ms, 2 models$/m,
    );
    expect(result.out).toContain('latchport key create --label my-app');
    expect(result.out).not.toContain(KEY);
  });

  test('asks for the key on a terminal, and says where keys are made', async () => {
    const result = await cli(`connection add openai --label personal ${address()}`, {
      typed: [KEY],
    });
    expect(result.code).toBe(0);
    expect(result.err).toBe('Its keys are at https://platform.openai.com/api-keys');
  });

  test('keeps a reference in place of a key', async () => {
    const line = `connection add openai --label ref --no-validate --json ${address()} --key-ref env:OPENAI_KEY`;
    const result = await cli(line);
    expect(JSON.parse(result.out)).toMatchObject({
      key_source: 'reference',
      key_reference: 'env:OPENAI_KEY',
      validation_status: 'untested',
    });
  });

  test('asks for no key where none is needed', async () => {
    const result = await cli(
      `connection add self_hosted --label shed --region local ${address()} --json`,
    );
    expect(JSON.parse(result.out)).toMatchObject({ provider: 'self_hosted', key_source: 'none' });
  });

  test.each(['--key sk-proj-CANARY', '--key=sk-proj-CANARY', 'sk-proj-CANARY'])(
    'refuses a key as the argument %s, and does not repeat it',
    async (argument) => {
      const result = await cli(`connection add openai --label x ${argument}`);
      expect(result.code).toBe(2);
      expect(result.err).toMatch(/^error: .*[Kk]ey/);
      expect(result.out + result.err).not.toContain('CANARY');
      expect(setup.provider.calls).toEqual([]);
    },
  );

  test('without a terminal names the ways to give a key', async () => {
    const result = await cli('connection add openai --label x');
    expect(result.code).toBe(2);
    expect(result.err).toContain('--key-stdin or --key-ref');
  });

  test('says why a refused key was not saved', async () => {
    setup.provider.answer(() => ({ status: 401 }));
    const line = `connection add openai --label x --key-stdin ${address()}`;
    const result = await cli(line, { piped: KEY });
    expect(result).toMatchObject({ code: 1, out: '' });
    expect(result.err).toMatch(
      /^error: OpenAI refused this provider key \(HTTP 401\)\. Nothing was saved/,
    );
    const asJson = await cli(`${line} --json`, { piped: KEY });
    expect(JSON.parse(asJson.err)).toMatchObject({
      error: { code: 'provider_key_invalid', type: 'invalid_request_error' },
    });
  });
});

describe('connections', () => {
  test('that are none teach how to add one', async () => {
    const { code, out } = await cli('connection list');
    expect(code).toBe(0);
    expect(out).toContain('latchport connection add openai --label personal');
    expect(out).toContain('latchport providers');
  });

  test('are listed in a table, or as the contract has them', async () => {
    const added = await setup.connect();
    const { out } = await cli('connection list');
    expect(out).toMatch(/^personal +openai +on +sk-proj\S*6789 +valid +healthy +now +2 +yes$/m);
    expect(JSON.parse((await cli('connection list --json')).out)).toEqual({ connections: [added] });
  });

  test('show where keys, usage and billing are', async () => {
    await setup.connect();
    const { out } = await cli('connection show personal');
    expect(out).toMatch(/usage page +https:/);
    expect(out).toMatch(/billing page +https:/);
  });

  test('are tested; a failure is exit code 1, with its reason', async () => {
    await setup.connect();
    expect((await cli('connection test personal')).out).toMatch(
      /^personal: valid in \d+ ms, 2 models$/,
    );
    setup.provider.answer(() => ({ status: 401 }));
    const failed = await cli('connection test personal');
    expect(failed.code).toBe(1);
    expect(failed.out).toMatch(/^personal: invalid/);
    expect(failed.err).toContain('refused this provider key');
  });

  test('get another key', async () => {
    await setup.connect();
    const result = await cli('connection rotate personal --key-stdin', { piped: NEXT_KEY });
    expect(result.out).toMatch(/^personal has a new key sk-proj\S*3210: valid/);
    expect(result.out).not.toContain(NEXT_KEY);
  });

  test('are switched and made the default', async () => {
    await setup.connect();
    expect((await cli('connection disable personal')).out).toBe('personal is switched off.');
    expect((await cli('connection enable personal')).out).toBe('personal is switched on.');
    expect((await cli('connection default personal')).out).toBe('personal is the default.');
  });

  test('are changed, and none takes a setting away', async () => {
    await setup.connect();
    const line = 'connection update personal --json';
    const set = await cli(`${line} --environment prod --tag a --tag b,c --expires 30d`);
    expect(JSON.parse(set.out)).toMatchObject({ environment: 'prod', tags: ['a', 'b', 'c'] });
    const cleared = await cli(`${line} --environment none --expires never`);
    expect(JSON.parse(cleared.out)).toMatchObject({ environment: null, expires_at: null });
    expect((await cli('connection update personal')).code).toBe(2);
  });

  test('are disconnected only under their name, on a terminal', async () => {
    await setup.connect();
    const wrong = await cli('connection disconnect personal', { typed: ['persona'] });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('nothing was changed');
    const right = await cli('connection disconnect personal', { typed: ['personal'] });
    expect(right).toMatchObject({ code: 0, out: 'personal is disconnected and its key erased.' });
    expect((await cli('connection show personal')).code).toBe(1);
  });

  test('are disconnected without a question by --yes, and by a script', async () => {
    await setup.connect();
    const sure = await cli('connection disconnect personal --yes', { typed: [] });
    expect(sure.code).toBe(0);
    await setup.connect();
    expect(await cli('connection disconnect personal --json')).toMatchObject({
      code: 0,
      out: '{}',
    });
  });

  test('list their models', async () => {
    expect((await cli('models')).out).toContain('latchport models --refresh');
    await setup.connect();
    expect((await cli('models')).out).toMatch(/^fake-1 +- +personal +fake$/m);
    setup.provider.answer(() => ({ status: 500 }));
    const refreshed = await cli('models --refresh');
    expect(refreshed.code).toBe(1);
    expect(refreshed.err).toMatch(/^personal: .*HTTP 500/);
    expect(refreshed.out).toContain('fake-2');
  });

  test('can be made to what the catalog lists', async () => {
    const { out } = await cli('providers');
    expect(out).toMatch(/^anthropic +Anthropic +provider +https:/m);
    expect(JSON.parse((await cli('providers --json')).out).providers.length).toBeGreaterThan(15);
  });

  test('with hostile text cannot touch the terminal', async () => {
    const hostile = 'evil\u202E\u001B]0;owned\u0007';
    const { id } = await setup.connect();
    const model = { id: hostile, displayName: hostile, ownedBy: hostile, createdAt: null };
    setup.engine.engine.parts.connections.saveModels(id, [model], Date.now());
    for (const line of ['models', 'models --json']) {
      // oxlint-disable-next-line no-await-in-loop
      const { out } = await cli(line);
      expect(out).toContain('evil');
      expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202E]/u);
    }
  });
});
