import { beforeEach, describe, expect, test } from 'vitest';
import { runTestCli, type CliResult, type TypedInput } from '../../support/run-test-cli.ts';
import { setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let setup: ManagementSetup;

beforeEach(async () => {
  setup = await setUpManagement();
});

const cli = (line: string, input?: TypedInput): Promise<CliResult> =>
  runTestCli(setup.engine.home, line.split(' '), input);

describe('the engine', () => {
  test('says what it does, and what to do next', async () => {
    const { out } = await cli('status');
    expect(out).toMatch(/^Latchport 0\.0\.0-test is serving$/m);
    expect(out).toMatch(new RegExp(`address +${setup.engine.base}`));
    expect(out).toContain('Next: latchport connection add openai --label personal');
    await setup.connect();
    expect((await cli('status')).out).toContain('Next: latchport key create --label my-app');
  });

  test('is paused, resumed, locked and unlocked', async () => {
    expect((await cli('pause')).out).toBe('Latchport is paused.');
    expect((await cli('status')).out).toContain('Next: latchport resume');
    expect((await cli('resume')).out).toBe('Latchport is serving.');
    expect((await cli('lock')).out).toBe('Latchport is locked.');
    expect(JSON.parse((await cli('unlock --json')).out)).toEqual({ state: 'serving' });
  });

  test('is unlocked with a passphrase, typed or piped', async () => {
    await cli('vault passphrase --passphrase-stdin', { piped: 'horse' });
    await cli('lock');
    const without = await cli('unlock');
    expect(without).toMatchObject({ code: 2 });
    expect(without.err).toContain('--passphrase-stdin');
    const wrong = await cli('unlock', { typed: ['donkey'] });
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.err).toContain('does not open this vault');
    expect((await cli('unlock', { typed: ['horse'] })).out).toBe('Latchport is serving.');
    await cli('lock');
    expect((await cli('unlock --passphrase-stdin', { piped: 'horse' })).code).toBe(0);
  });

  test('checks itself', async () => {
    const { code, out } = await cli('doctor');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^warning {2}connections: nothing is connected yet\n +latchport connection add/m,
    );
    await setup.connect();
    setup.provider.answer(() => ({ status: 401 }));
    await cli('connection test personal');
    expect((await cli('doctor')).code).toBe(1);
  });

  test('is stopped, and gone when the command is done', async () => {
    expect(await cli('stop')).toEqual({ code: 0, out: 'Stopped.', err: '' });
    expect(await cli('status')).toEqual({
      code: 3,
      out: '',
      err: `error: Latchport is not running on ${setup.engine.home}. Start it with: latchport serve`,
    });
  });

  test('that is not running is exit code 3, also as JSON and for the doctor', async () => {
    const home = await temporaryFolder();
    const asJson = await runTestCli(home, ['status', '--json']);
    expect(asJson).toMatchObject({ code: 3, out: '' });
    expect(JSON.parse(asJson.err)).toMatchObject({ error: { code: 'engine_not_running' } });
    const doctor = await runTestCli(home, ['doctor']);
    expect(doctor.code).toBe(3);
    expect(doctor.out).toContain('latchport serve');
  });
});

describe('the vault', () => {
  test('says what protects the keys', async () => {
    expect((await cli('vault status')).out).toMatch(/^file: .*file permissions only/);
    expect(JSON.parse((await cli('vault status --json')).out)).toMatchObject({ backend: 'file' });
  });

  test('is sealed anew', async () => {
    await setup.connect();
    expect((await cli('vault rotate')).out).toBe('Master key 2: 1 key sealed anew.');
  });

  test('is not moved to nowhere, nor to where it is', async () => {
    expect((await cli('vault move cloud')).code).toBe(2);
    const result = await cli('vault move file');
    expect(result.code).toBe(1);
    expect(result.err).toContain('in the file vault already');
  });

  test('gives up its passphrase', async () => {
    await cli('vault passphrase', { typed: ['horse'] });
    expect((await cli('vault passphrase --remove')).out).toContain('file permissions only');
  });
});

describe('the command line', () => {
  test.each([
    ['frobnicate', "unknown command 'frobnicate'"],
    ['status --wrong=sk-CANARY', "unknown option '--wrong'"],
    ['usage --by moon', '--by takes one of: key, connection'],
    ['requests --limit 0', '--limit takes a whole number from 1 to 500'],
    ['requests --follow --key x', 'leave the filters out'],
    ['connection show', "missing required argument 'connection'"],
    ['key', 'Which command? See: latchport key --help'],
    ['connection add', "'--label <label>' not specified. See: latchport connection add --help"],
  ])('is misused as %j: exit code 2', async (line, message) => {
    const result = await cli(line);
    expect(result.code).toBe(2);
    expect(result.err).toContain(message);
    expect(result.err).not.toContain('CANARY');
  });

  test('shows its help and its version', async () => {
    const help = await cli('--help');
    expect(help.code).toBe(0);
    expect(help.out).toContain('connection');
    expect(await cli('--version')).toMatchObject({ code: 0, out: '0.0.0-test' });
  });
});
