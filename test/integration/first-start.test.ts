/** What `npm start` does where it shows no window, from a fresh data folder to its end. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { latchportCli, type LatchportCli } from '../support/latchport-cli.ts';
import { dialectCalls, type DialectCall } from '../support/dialect-calls.ts';
import { startFaultUpstream, type FaultUpstream } from '../support/fault-upstream.ts';
import { waitUntil } from '../support/wait-until.ts';

const ROOT = join(import.meta.dirname, '../..');
const FIRST_RUN = ['serve', '--first-run'];
const run = promisify(execFile);

let cli: LatchportCli;

beforeEach(async () => {
  cli = await latchportCli();
});

type Running = ReturnType<LatchportCli['start']>;

/** `npm start` after its build, on a free port. The vault line is the last it says. */
async function firstRun(environment: Record<string, string> = {}): Promise<Running> {
  const running = cli.start(FIRST_RUN, { environment: { LATCHPORT_PORT: '0', ...environment } });
  await waitUntil('it has said all', () => {
    if (running.child.exitCode !== null) throw new Error(running.stderr());
    return /^Vault: .*\n/m.test(running.stdout());
  });
  return running;
}

async function stop({ child, finished }: Running): ReturnType<LatchportCli['run']> {
  child.kill('SIGTERM');
  return finished;
}

const KEY = /sk-lp-[A-Za-z0-9]{20,}/g;

describe('a first start', () => {
  test('says where it listens, adds the demo, and says where keys are kept', async () => {
    const running = await firstRun();
    const lines = running.stdout().split('\n');
    expect(lines[0]).toMatch(/^latchport listening on http:\/\/127\.0\.0\.1:\d+$/);
    expect(running.stdout()).toContain('Nothing is connected yet, so a demo connection was added');
    expect(running.stdout()).toMatch(/^Vault: file\. .*protected by file permissions only/m);
    expect(running.stdout().match(KEY)).toHaveLength(1);
    const { stdout } = await cli.run(['connection', 'list', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ connections: [{ provider: 'demo', slug: 'demo' }] });
    expect(await stop(running)).toMatchObject({ code: 0, stderr: '' });
  });

  test('prints a call that works when pasted into a shell', async () => {
    const running = await firstRun();
    const [pasted = ''] = /^ {2}curl (?:.*\\\n)*.*$/m.exec(running.stdout()) ?? [];
    const { stdout } = await run('bash', ['-c', pasted], { env: { PATH: process.env['PATH'] } });
    expect(JSON.parse(stdout)).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { content: expect.stringContaining('built-in demo') } }],
    });
    const requests = await cli.run(['requests', '--json']);
    expect(JSON.parse(requests.stdout)).toMatchObject({
      requests: [{ connection: 'demo', outcome: 'ok', status: 200 }],
    });
    expect(await stop(running)).toMatchObject({ code: 0, stderr: '' });
  });

  test('names every next step by a command that exists', async () => {
    const running = await firstRun();
    const said = [...running.stdout().matchAll(/npm run -s latchport -- ([a-z]+(?: [a-z]+)?)/g)];
    expect(said.length).toBeGreaterThan(2);
    const helps = await Promise.all(
      said.map(([, line = '']) => cli.run([...line.split(' '), '--help'])),
    );
    expect(helps.map(({ code }) => code)).toEqual(said.map(() => 0));
    await stop(running);
  });

  test('uses the keychain where one answers, and says so', async () => {
    const running = await firstRun({ LATCHPORT_VAULT: 'auto' });
    expect(running.stdout()).toMatch(/^Vault: (file|keychain)\. \S/m);
    expect(await stop(running)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('a second start', () => {
  test('makes no key, and shows what there is and what to do next', async () => {
    const first = await firstRun();
    const [key] = first.stdout().match(KEY) ?? [];
    await stop(first);
    const second = await firstRun();
    expect(second.stdout()).not.toMatch(KEY);
    expect(second.stdout()).not.toContain('Nothing is connected yet');
    expect(second.stdout()).toMatch(/^  Connections +demo$/m);
    expect(second.stdout()).toMatch(/^  Virtual keys +demo \(sk-lp-\S+\.\.\.\S+\)$/m);
    const [, base = ''] = /^latchport listening on (\S+)/.exec(second.stdout()) ?? [];
    expect(second.stdout()).toContain(`base URL ${base}/v1`);
    const headers = { authorization: `Bearer ${key}` };
    expect((await fetch(`${base}/v1/me`, { headers })).status).toBe(200);
    expect(await stop(second)).toMatchObject({ code: 0, stderr: '' });
  });

  test('while the first still runs ends with exit code 3 and disturbs nothing', async () => {
    const first = await firstRun();
    const second = await cli.run(FIRST_RUN, { environment: { LATCHPORT_PORT: '0' } });
    expect(second).toMatchObject({ code: 3, stdout: '' });
    expect(second.stderr).toMatch(/^error: Latchport is already running on .*latchport stop\n$/);
    expect((await cli.run(['status'])).code).toBe(0);
    expect(await stop(first)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('a start that cannot be', () => {
  test('names who holds the port', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    // oxlint-disable-next-line no-unsafe-type-assertion -- a TCP server's address is one
    const { port } = server.address() as AddressInfo;
    const environment = { LATCHPORT_PORT: String(port) };
    const { code, stdout, stderr } = await cli.run(FIRST_RUN, { environment });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      new RegExp(`^error: Port ${port} is taken by .+ \\(pid ${process.pid}\\)\\.`),
    );
    expect(stderr).toContain('LATCHPORT_PORT');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test.each(['banana', '65536', '-1', '61.74', ' 6174'])(
    'refuses LATCHPORT_PORT=%j',
    async (port) => {
      const environment = { LATCHPORT_PORT: port };
      const { code, stdout, stderr } = await cli.run(FIRST_RUN, { environment });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe('error: LATCHPORT_PORT: a port is a whole number from 0 to 65535\n');
    },
  );
});

/** Connects the upstream as every vendor there is a dialect of, and makes a virtual key, over the command line. */
async function connectAll(upstream: FaultUpstream): Promise<string> {
  for (const provider of new Set(dialectCalls.map((call) => call.provider))) {
    const base = provider === 'openai' ? `${upstream.origin}/v1` : upstream.origin;
    const add = ['connection', 'add', provider, '--label', provider, '--base-url', base];
    const input = `sk-provider-key-of-${provider}\n`;
    // oxlint-disable-next-line no-await-in-loop -- one engine, one after the other
    const added = await cli.run([...add, '--key-stdin'], { input });
    expect(added).toMatchObject({ code: 0, stderr: '' });
  }
  const made = await cli.run(['key', 'create', '--label', 'mine', '--json']);
  return JSON.parse(made.stdout).key;
}

describe.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s', (signal) => {
  test('ends running streams with an error event of their dialect, and all in order', async () => {
    const upstream = await startFaultUpstream();
    onTestFinished(() => upstream.close());
    const starts = new Map(dialectCalls.map((call) => [call.path('m1', true), call.streamStart]));
    upstream.answerWith(({ url }, response) => {
      const start = starts.get(url) ?? '';
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(start);
    });
    const { base, child, finished } = await cli.serve();
    const key = await connectAll(upstream);
    const ask = (call: DialectCall): Promise<Response> =>
      fetch(base + call.path(`${call.provider}/m1`, true), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...call.credentials(key) },
        body: JSON.stringify(call.body(`${call.provider}/m1`, true)),
      });
    const answers = await Promise.all(dialectCalls.map(ask));
    child.kill(signal);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    for (const [at, call] of dialectCalls.entries()) {
      const text = texts[at] ?? '';
      expect(text.startsWith(call.streamStart)).toBe(true);
      const [, last = ''] = [...text.matchAll(/^data: (.*)$/gm)].at(-1) ?? [];
      expect(JSON.parse(last)).toMatchObject(call.error({ code: 'engine_stopping', status: 503 }));
    }
    expect(await finished).toMatchObject({ code: 0, stderr: '' });
    await waitUntil('the provider was let go', () => upstream.aborted.length === texts.length);

    await cli.serve();
    const { stdout } = await cli.run(['requests', '--json']);
    expect(JSON.parse(stdout).requests).toEqual(
      texts.map(() =>
        expect.objectContaining({ outcome: 'upstream_error', error_code: 'engine_stopping' }),
      ),
    );
  });
});

test('ends with the shell that npm started it in', async () => {
  const program = join(ROOT, 'dist/src-proxy/cli/latchport.js');
  const shell = spawn(
    'sh',
    ['-c', `"${process.execPath}" "${program}" serve --first-run; exit 0`],
    {
      env: {
        PATH: process.env['PATH'],
        LATCHPORT_HOME: cli.home,
        LATCHPORT_VAULT: 'file',
        LATCHPORT_PORT: '0',
      },
    },
  );
  let said = '';
  shell.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await waitUntil('it listens', () => said.includes('Vault:'));
  const ended = once(shell, 'exit');
  shell.kill('SIGTERM');
  await ended;
  const status = async (): Promise<number | null> => (await cli.run(['status'])).code;
  await waitUntil('the engine has ended', async () => (await status()) === 3);
  expect(said).toContain('latchport listening on ');
});
