/**
 * T16: marked secrets are driven through the built program, every operation and every error path; then every
 * byte on the disk, every line printed and everything other processes can see is searched for them.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findCanary } from '../support/canary-forms.ts';
import { everyFile } from '../support/every-file.ts';
import { inTurn } from '../support/in-turn.ts';
import { latchportCli } from '../support/latchport-cli.ts';
import { canaries, keyOf, searchFor } from '../support/marked-secrets.ts';
import { tracesOf } from '../support/process-traces.ts';
import {
  chunkedHead,
  rawChunk,
  startRawUpstream,
  type RawUpstream,
} from '../support/raw-upstream.ts';
import { telltaleAnswers } from '../support/telltale-answers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { waitUntil } from '../support/wait-until.ts';

const paths = {
  'OpenAI chat': '/v1/chat/completions',
  'OpenAI responses': '/v1/responses',
  'Anthropic messages': '/v1/messages',
  Gemini: '/v1beta/models/google_ai_studio/m1:generateContent',
  'Gemini streamed': '/v1beta/models/google_ai_studio/m1:streamGenerateContent?alt=sse',
} as const;

const bodyFor = (path: string, isStreamed: boolean): string => {
  const content = canaries.prompt;
  const messages = [{ role: 'user', content }];
  if (path.includes('v1beta'))
    return JSON.stringify({ contents: [{ parts: [{ text: content }] }] });
  const model = path === '/v1/messages' ? 'anthropic/m1' : 'openai/m1';
  return JSON.stringify({ model, stream: isStreamed, max_tokens: 9, messages, input: content });
};

/** The program, and a memory of everything it printed. */
async function createWitness(environment: Readonly<Record<string, string>>) {
  const cli = await latchportCli({ LATCHPORT_LOG: 'debug', ...environment });
  const printed: Record<string, string> = {};
  const run = async (line: string, input?: string): Promise<string> => {
    const result = await cli.run(line.split(' '), input === undefined ? {} : { input });
    printed[`${Object.keys(printed).length}: latchport ${line.split(' ', 3).join(' ')}`] =
      result.stdout + result.stderr;
    return result.stdout;
  };
  return { cli, printed, run };
}

function trace(pid: number): Readonly<Record<string, string>> {
  const found = tracesOf(pid).flatMap((one) => [
    [`arguments of ${one.commandLine}`, one.commandLine],
    [`environment of ${one.commandLine}`, one.environment],
  ]);
  return Object.fromEntries(found);
}

/** A loopback port where connections are taken and nothing is ever said. */
async function startSilentServer(): Promise<string> {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

async function callEverything(base: string, key: string): Promise<void> {
  const calls = Object.values(paths).flatMap((path) => [
    { path, isStreamed: false },
    { path, isStreamed: true },
  ]);
  await Promise.all(
    calls.map(({ path, isStreamed }) =>
      fetch(`${base}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'x-my-trace': canaries.header,
          cookie: canaries.header,
          'user-agent': `tool/1.0 ${canaries.header}`,
        },
        body: bodyFor(path, isStreamed),
      })
        .then((answer) => answer.text())
        .catch(() => 'broken'),
    ),
  );
}

/** Everything a user does with a key, from its entry to its end. */
async function connectAll(
  run: (line: string, input?: string) => Promise<string>,
  upstream: RawUpstream,
): Promise<void> {
  const url = upstream.origin;
  const key = keyOf(canaries.providerKey);
  await run(`connection add openai --label openai --base-url ${url}/v1 --key-stdin`, key);
  await run(
    `connection add anthropic --label anthropic --base-url ${url} --no-validate --key-stdin`,
    key,
  );
  await run(
    `connection add google_ai_studio --label google --base-url ${url} --no-validate --key-stdin`,
    key,
  );
  await run(`connection add openai --label openai --base-url ${url}/v1 --key-stdin`, key);
  const refused = keyOf(canaries.refusedKey);
  await run(
    `connection add openai --label x --base-url http://127.0.0.1:9/v1 --key-stdin`,
    refused,
  );
  await run(
    `connection add openai --label x --base-url https://user:${refused}@h/v1 --key-stdin`,
    refused,
  );
  await run(`connection add openai --label x --key not-a-key --key-stdin`, refused);
  await run(`connection add nobody --label x --key-stdin`, refused);
  await run(
    `connection add openai --label x --base-url ${url}/v1 --key-stdin`,
    `${refused}\n${refused}`,
  );
}

async function lookAtEverything(run: (line: string) => Promise<string>): Promise<void> {
  const lines = [
    'status --json',
    'connection list --json',
    'connection show openai',
    'key list --json --all',
    'requests --json',
    'requests',
    'usage --json',
    'events --json',
    'events',
    'models --json',
    'vault status --json',
    'doctor',
    'no-such-command',
  ];
  await inTurn(lines, run);
}

describe.runIf(existsSync('/proc'))('marked secrets', () => {
  test.each([
    ['a key file', {}],
    ['a passphrase', { LATCHPORT_PASSPHRASE: canaries.passphrase }],
  ])('are found nowhere, in a vault with %s', { timeout: 120_000 }, async (vault, environment) => {
    const { cli, printed, run } = await createWitness({});
    const upstream = await startRawUpstream(['m1']);
    onTestFinished(() => upstream.close());
    const silent = await startSilentServer();
    const outside = await temporaryFolder();
    const keyFile = join(outside, 'key');
    await writeFile(keyFile, keyOf(canaries.referencedKey));

    const serving = cli.start(['serve', '--port', '0'], { environment });
    await waitUntil('it listens', () => serving.stdout().includes('\n'));
    const base = /http:\S+/.exec(serving.stdout())?.[0] ?? '';
    const pid = serving.child.pid ?? 0;

    await connectAll(run, upstream);
    const key =
      /sk-lp-\w+/.exec((await cli.run(['key', 'create', '--label', 'app'])).stdout)?.[0] ?? '';
    expect(key).toHaveLength(44);
    const more = { virtualKey: key.slice(8, -4) };

    const silentAdd = run(
      `connection add self_hosted --label silent --region local --base-url ${silent}/v1 --key-stdin`,
      keyOf(canaries.refusedKey),
    );
    await inTurn(Object.values(telltaleAnswers), async (answer) => {
      upstream.answerWith(answer);
      await callEverything(base, key);
      await run('connection test openai');
    });
    await fetch(`${base}/v1beta/models?key=${key}`);
    await fetch(`${base}/v1/chat/completions?key=${key}x&api_key=${key}`, { method: 'POST' });
    await fetch(`${base}/${key}/${keyOf(canaries.providerKey)}`, {
      headers: { authorization: key },
    });
    await run('connection rotate anthropic --no-validate --key-stdin', keyOf(canaries.rotatedKey));
    await run('connection rotate openai --key-stdin', keyOf(canaries.rotatedKey));
    await callEverything(base, key);

    upstream.answerWith(telltaleAnswers['in order'] ?? (() => undefined));
    const reference = ['--key-ref', `exec:cat ${keyFile}; sleep 1`];
    const words = [
      'connection',
      'add',
      'self_hosted',
      '--label',
      'ref',
      '--region',
      'local',
      '--no-validate',
    ];
    await cli.run([...words, '--base-url', `${upstream.origin}/v1`, ...reference]);
    const byReference = fetch(`${base}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ model: 'ref/m1', messages: [{ content: canaries.prompt }] }),
    });
    await waitUntil('the command runs', () => tracesOf(pid).length > 1);
    const whileRunning = trace(pid);
    expect((await byReference).status).toBe(200);
    await run('vault rotate');
    await run('key regenerate app');
    await lookAtEverything(run);
    await silentAdd;

    // The search itself sees what is there: everything did reach the provider.
    const reached = upstream.received().toString('latin1');
    const sent = ['providerKey', 'rotatedKey', 'referencedKey', 'prompt', 'header'] as const;
    expect(sent.filter((name) => findCanary(canaries[name], reached).length === 0)).toEqual([]);
    expect(findCanary(more.virtualKey, reached)).toEqual([]);
    const hash = createHash('sha256').update(key).digest().toString('latin1');
    const running = await everyFile(cli.home);
    expect(Object.values(running).some((text) => text.includes(hash))).toBe(true);
    expect(searchFor(running, more)).toEqual([]);

    await run('connection disconnect google --yes');
    upstream.answerWith((_request, socket) => {
      socket.write(
        chunkedHead() +
          rawChunk(
            `data: {"choices":[{"delta":{"content":"${canaries.completion}"}}]}\n\n`,
          ).toString(),
      );
    });
    const cut = callEverything(base, key);
    serving.child.kill('SIGKILL');
    await Promise.all([serving.finished, cut]);
    const afterKill = await everyFile(cli.home);

    const again = cli.start(['serve', '--port', '0'], { environment });
    await waitUntil('it listens again', () => again.stdout().includes('\n'));
    await run('connection disconnect anthropic --yes');
    await run('connection disconnect openai --yes');
    await run('stop');
    const afterStop = await everyFile(cli.home);

    const engines = {
      'the engine': serving.stdout() + serving.stderr(),
      'the engine, again': again.stdout() + again.stderr(),
    };
    expect(searchFor(afterKill, more)).toEqual([]);
    expect(searchFor(afterStop, more)).toEqual([]);
    expect(searchFor({ ...engines, ...withoutNewKey(printed) }, more)).toEqual([]);
    // The kernel keeps the environment a process was started with, whatever the process does (proc_pid_environ(5)).
    const startedWith = vault === 'a passphrase' ? ['passphrase in environment of the engine'] : [];
    expect(
      searchFor(whileRunning, more).map((place) =>
        place.replace(/ of .*latchport\.js.*/, ' of the engine'),
      ),
    ).toEqual(startedWith);
    expect(serving.stderr() + again.stderr()).not.toContain('"level":"error"');
  });

  test('a passphrase given to `unlock` is in no environment either', async () => {
    const { cli, printed, run } = await createWitness({});
    const serving = await cli.serve();
    await run('vault passphrase --passphrase-stdin', canaries.passphrase);
    await run('lock');
    await run('unlock --passphrase-stdin', `${canaries.passphrase} wrong`);
    await run('unlock --passphrase-stdin', canaries.passphrase);
    const status = await run('status --json');
    expect(JSON.parse(status)).toMatchObject({ proxy: { state: 'serving' } });
    expect(
      searchFor(
        { ...printed, ...trace(serving.child.pid ?? 0), ...(await everyFile(cli.home)) },
        {},
      ),
    ).toEqual([]);
  });
});

/** `key regenerate` shows the new key, once; it is not the one looked for, and is left out all the same. */
function withoutNewKey(
  printed: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(printed).filter(([line]) => !line.includes('key regenerate')),
  );
}
