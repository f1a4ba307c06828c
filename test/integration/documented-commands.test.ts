/** Every command has an example in the README, and every example there is run, in its order. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as priceLibrary from '@pydantic/genai-prices';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { modelList, openFakeProvider } from '../support/fake-provider.ts';
import { inTurn } from '../support/in-turn.ts';
import { latchportCli } from '../support/latchport-cli.ts';
import { runTestCli } from '../support/run-test-cli.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWebhookReceiver } from '../support/webhook-receiver.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const section = readme.split(/^## /m).find((part) => part.startsWith('The command line')) ?? '';
const examples = [...section.matchAll(/^latchport .*$/gm)].map(([line]) =>
  line.replace(/ +#.*$/, ''),
);

const bundled = await priceLibrary.waitForUpdate();
// The library holds its data once a process.
afterAll(() => priceLibrary.updatePrices(({ setProviderData }) => setProviderData(bundled)));

/** The names of all commands that do something, as `--help` lists them. */
async function commandsBelow(path: readonly string[]): Promise<readonly string[]> {
  const { out } = await runTestCli('/nowhere', [...path, '--help']);
  const [options = '', listed = ''] = out.split('\nCommands:\n');
  const names = [...listed.matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, name = '']) => name);
  const below = await Promise.all(
    names.filter((name) => name !== 'help').map((name) => commandsBelow([...path, name])),
  );
  const doesNothing = below.length > 0 && !/^ {2}--/m.test(options);
  return [...(path.length === 0 || doesNothing ? [] : [path.join(' ')]), ...below.flat()];
}

test('every command has an example', async () => {
  const commands = await commandsBelow([]);
  expect(commands.length).toBeGreaterThan(60);
  const lacks = commands.filter(
    (command) => !examples.some((line) => `${line} `.startsWith(`latchport ${command} `)),
  );
  expect(lacks).toEqual([]);
});

/** Run by themselves: they begin or end the engine, or do not end. */
const apart: ReadonlySet<string> = new Set([
  'latchport serve --demo',
  'latchport stop',
  'latchport requests --follow',
  'latchport events --follow',
]);

/** The parts of a line, as a shell parts it. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].slice(1).map(([, quoted, plain]) => quoted ?? plain ?? '');

/** What a person is asked for at the terminal. */
const typed: Readonly<Record<string, readonly string[]>> = {
  'connection add': ['sk-example-0123456789abcdef0123'],
  'connection rotate': ['sk-example-fedcba98765432103210'],
  'vault passphrase': ['correct horse battery staple'],
};

/** It is asked to move keys to where they are, and says so. */
const refusing = 'latchport vault move file';

const SCRIPT = `
const answer = await fetch(process.env.OPENAI_BASE_URL + '/chat/completions', {
  method: 'POST',
  headers: { authorization: 'Bearer ' + process.env.OPENAI_API_KEY },
  body: JSON.stringify({ model: 'gpt-4o', messages: [] }),
});
process.exitCode = answer.status === 200 ? 0 : 1;`;

interface World {
  readonly engine: TestEngine;
  readonly provider: string;
  readonly receiver: string;
}

/** An engine, a provider it can reach, somebody who takes webhooks, and a newer price list. */
async function openWorld(): Promise<World> {
  const provider = await openFakeProvider();
  const models = ['openai', 'anthropic', 'google'].map((id) => ({
    id,
    name: id,
    api_pattern: 'https://x',
    models: [{ id: 'new', match: { equals: 'new' }, prices: { input_mtok: 7, output_mtok: 8 } }],
  }));
  provider.answer(({ path }) =>
    path.endsWith('.json') ? { body: models } : modelList('gpt-4o', 'llama3'),
  );
  const receiver = await openWebhookReceiver();
  const engine = await startTestEngine({ priceDataUrl: `${provider.origin}/prices.json` });
  onTestFinished(() => engine.close());
  return { engine, provider: provider.origin, receiver: receiver.url };
}

/** An example's words, with the test's own servers and program in place of those it names. */
function putInPlace(line: string, world: World): readonly string[] {
  const [last] = world.engine.engine.parts.store
    .prepare<[], number>('SELECT max(id) FROM usage_records')
    .pluck()
    .all();
  const words = line
    .replace('http://127.0.0.1:11434/v1', `${world.provider}/v1`)
    .replace(/https:\/\/hooks\S+/, world.receiver)
    .replace(/req_\w+/, `req_${(last ?? 0).toString(36)}`)
    .replace('add openai', `add openai --base-url ${world.provider}/v1`);
  const own = wordsOf(words);
  const program = own.indexOf('python');
  return program === -1
    ? own
    : [...own.slice(0, program), process.execPath, '--input-type=module', '-e', SCRIPT];
}

test('every example works, in its order', async () => {
  const world = await openWorld();
  const done: string[] = [];
  await inTurn(
    examples.filter((line) => !apart.has(line)),
    async (line) => {
      const [, group = '', verb = ''] = line.split(' ');
      const answers = typed[`${group} ${verb}`];
      const input = answers === undefined ? {} : { typed: answers };
      const result = await runTestCli(world.engine.home, putInPlace(line, world), input);
      const isFine = result.code === (line === refusing ? 1 : 0);
      done.push(isFine ? line : `${line}: ${result.code} ${result.err} ${result.out}`);
    },
  );
  expect(done).toEqual(examples.filter((line) => !apart.has(line)));
});

test('the examples that begin, follow and end the engine work', async () => {
  expect(examples).toEqual(expect.arrayContaining([...apart]));
  const cli = await latchportCli();
  const { base } = await cli.serve('--demo');
  const made = await cli.run(['key', 'create', '--label', 'my-editor', '--json']);
  const { key } = JSON.parse(made.stdout);
  const requests = cli.start(['requests', '--follow']);
  const events = cli.start(['events', '--follow']);
  await waitUntil('both follow what happens', async () => {
    await fetch(`${base}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'demo-fast', messages: [{ role: 'user', content: 'hello' }] }),
    });
    await cli.run(['key', 'pause', 'my-editor']);
    await cli.run(['key', 'resume', 'my-editor']);
    return requests.stdout().includes('my-editor') && events.stdout().includes('virtual_key');
  });
  expect((await cli.run(['stop'])).code).toBe(0);
  await Promise.all([requests.finished, events.finished]);
});
