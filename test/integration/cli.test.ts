import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openFakeProvider } from '../support/fake-provider.ts';
import { latchportCli, type LatchportCli } from '../support/latchport-cli.ts';
import { waitUntil } from '../support/wait-until.ts';

let cli: LatchportCli;

beforeEach(async () => {
  cli = await latchportCli();
});

const words = (line: string): string[] => line.split(' ');

/** A program that prints what a client would look for. */
const SHOW_ENVIRONMENT = `
  const { OPENAI_BASE_URL, OPENAI_API_KEY, ANTHROPIC_BASE_URL, GEMINI_API_KEY } = process.env;
  console.log(JSON.stringify({ OPENAI_BASE_URL, OPENAI_API_KEY, ANTHROPIC_BASE_URL, GEMINI_API_KEY }));
`;

const statusOf = async (base: string, key: string): Promise<number> =>
  (await fetch(`${base}/v1/models`, { headers: { authorization: `Bearer ${key}` } })).status;

describe('the built program', () => {
  test('serves, answers, stops, and says nothing wrong meanwhile', async () => {
    const engine = await cli.serve();
    expect(engine.base).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const status = await cli.run(words('status --json'));
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(status.stdout)).toMatchObject({
      home: cli.home,
      pid: engine.child.pid,
      proxy: { state: 'serving' },
    });
    expect(await cli.run(['stop'])).toEqual({ code: 0, stdout: 'Stopped.\n', stderr: '' });
    expect((await engine.finished).code).toBe(0);
  });

  test('runs one engine a data folder: the second is told, with exit code 3', async () => {
    await cli.serve();
    const second = await cli.run(words('serve --port 0'));
    expect(second).toMatchObject({ code: 3, stdout: '' });
    expect(second.stderr).toMatch(/^error: Latchport is already running on /);
  });

  test('starts again at once after a stop, and after a kill', async () => {
    await cli.serve();
    await cli.run(['stop']);
    const second = await cli.serve();
    second.child.kill('SIGKILL');
    await second.finished;
    await cli.serve();
    expect((await cli.run(['status'])).code).toBe(0);
  });

  test('keeps what it was told over a restart', async () => {
    await cli.serve();
    const { stdout } = await cli.run(words('key create --label my-app --json'));
    await cli.run(['pause']);
    await cli.run(['stop']);
    const { base } = await cli.serve();
    expect(JSON.parse((await cli.run(words('status --json'))).stdout)).toMatchObject({
      proxy: { state: 'paused' },
      virtual_keys: { active: 1 },
    });
    await cli.run(['resume']);
    expect(await statusOf(base, JSON.parse(stdout).key)).toBe(200);
  });

  test.each([
    [words('serve --port banana'), 2, '--port'],
    [words('serve --max-body none'), 2, '--max-body'],
    [words('status'), 3, 'Latchport is not running'],
    [words('nonsense'), 2, "unknown command 'nonsense'"],
  ])('ends %j with exit code %i', async (command, code, message) => {
    const result = await cli.run(command);
    expect(result.code).toBe(code);
    expect(result.stderr).toMatch(/^error: /);
    expect(result.stderr).toContain(message);
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('refuses a wrong environment by the name of its variable', async () => {
    const result = await cli.run(['status'], { environment: { LATCHPORT_PORT: '99999' } });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('LATCHPORT_PORT');
  });

  test('ends quietly when its reader has seen enough', async () => {
    await cli.serve();
    const listing = cli.start(words('providers --json'));
    listing.child.stdout?.destroy();
    expect(await listing.finished).toMatchObject({ stderr: '' });
  });

  test('takes a provider key from standard input; it is in no argument and no file', async () => {
    const canary = 'sk-proj-CANARYcanaryCANARYcanary0123456789';
    const provider = await openFakeProvider();
    await cli.serve();
    const url = `${provider.origin}/v1`;
    const added = await cli.run(
      ['connection', 'add', 'openai', '--label', 'personal', '--key-stdin', '--base-url', url],
      { input: `${canary}\n` },
    );
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(provider.calls[0]?.headers.authorization).toBe(`Bearer ${canary}`);
    expect(added.stdout).not.toContain(canary);
    expect(await readFile(join(cli.home, 'latchport.db'), 'latin1')).not.toContain(canary);
  });
});

describe('run', () => {
  test('gives the program a key of its own, and its exit code back', async () => {
    const { base } = await cli.serve('--demo');
    await cli.run(words('key create --label editor --models demo'));
    const result = await cli.run([
      ...words('run --key editor --'),
      process.execPath,
      '-e',
      `${SHOW_ENVIRONMENT}; process.exit(7)`,
    ]);
    expect(result).toMatchObject({ code: 7, stderr: '' });
    const shown = JSON.parse(result.stdout);
    expect(shown).toMatchObject({ OPENAI_BASE_URL: `${base}/v1`, ANTHROPIC_BASE_URL: base });
    expect(shown.OPENAI_API_KEY).toMatch(/^sk-lp-/);
    expect(shown.GEMINI_API_KEY).toBe(shown.OPENAI_API_KEY);
    expect(await statusOf(base, shown.OPENAI_API_KEY)).toBe(401);
    const keys = JSON.parse((await cli.run(words('key list --all --json'))).stdout).virtual_keys;
    expect(keys).toContainEqual(
      expect.objectContaining({
        label: 'run: node 1',
        app: 'node',
        status: 'revoked',
        allowed_models: ['demo'],
      }),
    );
  });

  test("does not pass on the vault's passphrase", async () => {
    await cli.serve();
    await cli.run(words('key create --label editor'));
    const command = [process.execPath, '-e', 'console.log(Object.keys(process.env).join())'];
    const environment = { LATCHPORT_PASSPHRASE: 'CANARY', KEPT: 'yes' };
    const result = await cli.run([...words('run --key editor --'), ...command], { environment });
    expect(result.stdout).toContain('KEPT');
    expect(result.stdout).not.toContain('PASSPHRASE');
  });

  test('lets two programs run side by side', async () => {
    await cli.serve();
    await cli.run(words('key create --label editor'));
    const wait = [process.execPath, '-e', 'console.log("up"); setInterval(() => {}, 1000)'];
    const children = [1, 2].map(() => cli.start([...words('run --key editor --'), ...wait]));
    await waitUntil('both run', () => children.every(({ stdout }) => stdout() === 'up\n'));
    const { stdout } = await cli.run(words('key list'));
    expect(stdout).toContain('run: node 1');
    expect(stdout).toContain('run: node 2');
    for (const { child } of children) child.kill('SIGTERM');
    const codes = (await Promise.all(children.map(({ finished }) => finished))).map(
      ({ code }) => code,
    );
    expect(codes).toEqual([143, 143]);
  });

  test('passes signals on, and still revokes the key', async () => {
    await cli.serve();
    await cli.run(words('key create --label editor'));
    const script = `
      process.on('SIGTERM', () => { console.log('told'); process.exit(9); });
      console.log('up'); setInterval(() => {}, 1000);
    `;
    const running = cli.start([...words('run --key editor --'), process.execPath, '-e', script]);
    await waitUntil('it runs', () => running.stdout() === 'up\n');
    running.child.kill('SIGTERM');
    expect(await running.finished).toMatchObject({ code: 9, stdout: 'up\ntold\n' });
    expect((await cli.run(words('key list'))).stdout).not.toContain('run:');
  });

  test('tells by its exit code which signal ended the program', async () => {
    await cli.serve();
    await cli.run(words('key create --label editor'));
    const command = [process.execPath, '-e', 'process.kill(process.pid, "SIGKILL")'];
    expect((await cli.run([...words('run --key editor --'), ...command])).code).toBe(137);
  });

  test('says when there is no such program, and leaves no key behind', async () => {
    await cli.serve();
    await cli.run(words('key create --label editor'));
    const result = await cli.run(words('run --key editor -- no-such-program'));
    expect(result.code).toBe(127);
    expect(result.stderr).toBe('error: no-such-program: there is no such program\n');
    expect((await cli.run(words('key list'))).stdout).not.toContain('run:');
  });

  test.each([
    ['pause', 'is paused'],
    ['revoke', 'is revoked'],
  ])('makes no key from one after %s', async (verb, reason) => {
    await cli.serve();
    await cli.run(words('key create --label editor'));
    await cli.run(words(`key ${verb} editor`));
    const result = await cli.run(words('run --key editor -- true'));
    expect(result.code).toBe(1);
    expect(result.stderr).toContain(reason);
  });

  test('never gives the program more than the named key may do', async () => {
    await cli.serve('--demo');
    const line = 'key create --label editor --connections demo --expires 1h --json';
    const editor = JSON.parse((await cli.run(words(line))).stdout);
    await cli.run(words('connection disconnect demo'));
    const result = await cli.run(words('run --key editor -- true'));
    expect(result.code).toBe(1);
    expect(result.stderr).toContain(
      `There is no connection "${editor.allowed_connections[0]}`.slice(0, 22),
    );
  });

  test('ends the key no later than the one it comes from', async () => {
    await cli.serve();
    const line = 'key create --label editor --expires 1h --json';
    const editor = JSON.parse((await cli.run(words(line))).stdout);
    await cli.run(words('run --key editor -- true'));
    const keys = JSON.parse((await cli.run(words('key list --all --json'))).stdout).virtual_keys;
    expect(keys.at(-1)).toMatchObject({ label: 'run: true 1', expires_at: editor.expires_at });
  });
});

describe('--follow', () => {
  test('shows events as they happen, as one line of JSON each', async () => {
    await cli.serve();
    await cli.run(words('key create --label before'));
    const following = cli.start(words('events --follow --json'));
    await waitUntil('the past is shown', () => following.stdout().includes('before'));
    await cli.run(words('key create --label after'));
    await waitUntil('the present is shown', () => following.stdout().includes('after'));
    const lines = following.stdout().trimEnd().split('\n');
    const labels = lines.map((line): unknown => JSON.parse(line).data.label);
    expect(labels).toEqual(['before', 'after']);
    following.child.kill('SIGINT');
    expect((await following.finished).code).toBe(0);
  });

  test('shows requests as they end, and says when the engine has ended', async () => {
    const { base } = await cli.serve('--demo');
    const { stdout } = await cli.run(words('key create --label editor --json'));
    const following = cli.start(words('requests --follow'));
    const call = (): Promise<Response> =>
      fetch(`${base}/v1/chat/completions`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${JSON.parse(stdout).key}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ model: 'demo', messages: [{ role: 'user', content: 'hi' }] }),
      });
    // Asked again, because nothing says from outside when the follower listens.
    await waitUntil('a request is shown', async () => {
      await (await call()).text();
      return following.stdout().includes('editor  demo  demo  ok');
    });
    await cli.run(['stop']);
    expect(await following.finished).toMatchObject({ code: 0, stderr: 'The engine has ended.\n' });
  });
});
