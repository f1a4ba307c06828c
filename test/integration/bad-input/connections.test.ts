/** Accounts that cannot be connected: refused by the command line with a code, and nothing of them is kept. */
import { describe, expect, test } from 'vitest';
import { runTestCli, type TypedInput } from '../../support/run-test-cli.ts';
import { sendJson } from '../../support/fault-upstream.ts';
import { troubledEngine } from '../../support/troubled-engine.ts';

const running = troubledEngine({ timeouts: { connectMs: 300, headersMs: 300 } });

/** What the engine's own connections were made with. */
const HELD_KEY = 'sk-test-provider-key-0123456789';
const KEY = 'sk-proj-CANARYcanaryCANARYcanary0123456789';
const piped: TypedInput = { piped: KEY };

interface Refused {
  readonly exitCode: number;
  readonly out: string;
  readonly code: unknown;
  readonly message: string;
}

/** `ORIGIN` in the line stands for the provider's. */
async function refuse(line: string, input: TypedInput): Promise<Refused> {
  const { engine, upstream } = running();
  const words = line.split(' ').map((word) => word.replace('ORIGIN', upstream.origin));
  const { code: exitCode, out, err } = await runTestCli(engine.home, [...words, '--json'], input);
  const { error } = Object(JSON.parse(err));
  return { exitCode, out, code: error.code, message: error.message };
}

const ADD = 'connection add';
const SELF = `${ADD} self_hosted --label shed`;

const table: readonly (readonly [
  what: string,
  line: string,
  input: TypedInput,
  code: string,
  says: string,
])[] = [
  [
    'an unknown provider',
    `${ADD} opanai --label x --key-stdin`,
    piped,
    'provider_unknown',
    'Known providers: openai',
  ],
  [
    'a public http address',
    `${ADD} openai --label x --base-url http://api.example.com/v1 --key-stdin`,
    piped,
    'base_url_insecure',
    'api.example.com',
  ],
  [
    'an address with credentials in it',
    `${ADD} openai --label x --base-url https://me:secret@api.example.com/v1 --key-stdin`,
    piped,
    'base_url_invalid',
    'base_url',
  ],
  [
    'an address that is none',
    `${ADD} openai --label x --base-url api.example.com --key-stdin`,
    piped,
    'base_url_invalid',
    'base_url',
  ],
  [
    'a cloud metadata address',
    `${ADD} openai --label x --base-url http://169.254.169.254/v1 --key-stdin`,
    piped,
    'base_url_forbidden',
    '169.254.169.254',
  ],
  [
    'a server of their own without an address',
    `${SELF} --region local`,
    {},
    'base_url_missing',
    '--base-url',
  ],
  [
    'a server of their own without a region',
    `${SELF} --base-url ORIGIN/v1`,
    {},
    'region_missing',
    '--region',
  ],
  [
    'a label of 129 characters',
    `${ADD} openai --label ${'x'.repeat(129)} --base-url ORIGIN/v1 --key-stdin`,
    piped,
    'field_invalid',
    'label',
  ],
  [
    'the same key again',
    `${ADD} openai --label other --ref two --base-url ORIGIN/v1 --key-stdin`,
    { piped: HELD_KEY },
    'connection_duplicate',
    '"openai"',
  ],
  [
    'the same label again',
    `${ADD} openai --label openai --ref two --base-url ORIGIN/v1 --key-stdin`,
    piped,
    'connection_label_taken',
    'another label',
  ],
  [
    'a key of two lines',
    `${ADD} openai --label x --ref two --base-url ORIGIN/v1 --key-stdin`,
    { piped: `${KEY}\nand more` },
    'provider_key_malformed',
    'one line',
  ],
  [
    'a reference that is none',
    `${ADD} openai --label x --ref two --base-url ORIGIN/v1 --key-ref file:key`,
    {},
    'reference_invalid',
    'env:NAME',
  ],
  [
    'a reference to nothing',
    `${ADD} openai --label x --ref two --base-url ORIGIN/v1 --key-ref env:LATCHPORT_TEST_NOWHERE`,
    {},
    'reference_unresolved',
    'env',
  ],
];

test.each(table)('%s', async (_what, line, input, code, says) => {
  const refused = await refuse(line, input);
  expect(refused).toMatchObject({ exitCode: 1, out: '', code });
  expect(refused.message).toContain(says);
  expect(refused.message).not.toContain('CANARY');
});

describe('a provider that', () => {
  const line = `${ADD} together_ai --label x --base-url ORIGIN/v1 --key-stdin`;

  test('refuses the key', async () => {
    running().upstream.answerModelsWith((_request, response) =>
      sendJson(response, 401, { error: { message: 'no such key' } }),
    );
    const refused = await refuse(line, piped);
    expect(refused).toMatchObject({ exitCode: 1, code: 'provider_key_invalid' });
    expect(refused.message).toContain('Nothing was saved');
  });

  test.each([
    ['nothing of the kind (404)', 404, '{}'],
    ['an error of its own (500)', 500, '{}'],
    ['a redirect', 302, ''],
    ['something else than models', 200, '{"hello":"world"}'],
  ])('answers with %s proves nothing: saved as untested, and said', async (_what, status, body) => {
    const { upstream, engine } = running();
    upstream.answerModelsWith((_request, response) => {
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(body);
    });
    const words = line.replace('ORIGIN', upstream.origin).split(' ');
    const added = await runTestCli(engine.home, words, piped);
    expect(added.code).toBe(0);
    expect(added.out).toContain('untested');
    const ended = await runTestCli(engine.home, 'connection disconnect x --yes'.split(' '));
    expect(ended.code).toBe(0);
  });

  test('is down', async () => {
    const { upstream } = running();
    await upstream.stop();
    const refused = await refuse(line, piped);
    await upstream.start();
    expect(refused).toMatchObject({ exitCode: 1, code: 'upstream_unreachable' });
    expect(refused.message).toContain('connection refused');
  });

  test('is the engine itself', async () => {
    const { base } = running().engine;
    const own = line.replace('ORIGIN', base);
    expect(await refuse(own, piped)).toMatchObject({ exitCode: 1, code: 'base_url_forbidden' });
  });
});

describe('what is not there', () => {
  test.each([
    ['connection show nowhere', 'connection_not_found'],
    ['connection test nowhere', 'connection_not_found'],
    ['connection disconnect nowhere --yes', 'connection_not_found'],
    ['connection disable nowhere', 'connection_not_found'],
    ['key show nowhere', 'virtual_key_not_found'],
    ['key revoke nowhere', 'virtual_key_not_found'],
    ['key create --label good', 'virtual_key_label_taken'],
    ['key create --label new --connections nowhere', 'connection_not_found'],
  ])('%s', async (line, code) => {
    expect(await refuse(line, {})).toMatchObject({ exitCode: 1, out: '', code });
  });
});
