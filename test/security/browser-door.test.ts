/** T1, T2, T4, T21: what a foreign page, a rebound name or another user can do at the door of the settings page. */
import { spawn } from 'node:child_process';
import { userInfo } from 'node:os';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract, operationNames } from '../../src-proxy/management/contract.ts';
import { jsonType, openPageDoor, type PageDoor } from '../support/page-session.ts';
import { headerOf, type RawAnswer } from '../support/raw-client.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const MINUTE_MS = 60_000;
const NOBODY = 65_534;
const isRoot = userInfo().uid === 0;

let engine: TestEngine;
let door: PageDoor;
let now = Date.now();

beforeAll(async () => {
  engine = await startTestEngine({ clock: () => now });
  door = await openPageDoor(engine.home);
});

afterAll(() => engine.close());

const codeOf = (answer: RawAnswer): string => {
  const body: { readonly error?: { readonly code: string } } = JSON.parse(answer.body.toString());
  return body.error?.code ?? '';
};

const bearing = (bearer: string) => ['authorization', `Bearer ${bearer}`] as const;

const exchange = (code: string, headers: Parameters<PageDoor['send']>[1] = []) =>
  door.send('POST /session', [jsonType, ...headers], JSON.stringify({ code }));

describe('a name that is not ours', () => {
  const names = [
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost.:PORT',
    '0.0.0.0:PORT',
    '',
  ];
  const targets = ['GET /', 'GET /api/status', 'POST /session', 'OPTIONS /api/status'];

  test.each(names.flatMap((name) => targets.map((target) => [name, target] as const)))(
    'gets nowhere: Host %j on %s',
    async (name, target) => {
      const bearer = await door.signIn();
      const host = ['host', name.replace('PORT', String(door.port))] as const;
      const answer = await door.send(target, [host, bearing(bearer)]);
      expect([400, 421]).toContain(answer.status);
      expect(answer.body.toString()).not.toContain('"version"');
    },
  );

  test.each(['127.0.0.1', 'localhost', '[::1]'])('is not %s', async (name) => {
    const bearer = await door.signIn();
    const host = ['host', `${name}:${door.port}`] as const;
    expect((await door.send('GET /api/status', [host, bearing(bearer)])).status).toBe(200);
  });
});

describe('another page', () => {
  test.each([
    ['origin', 'https://evil.example'],
    ['origin', 'http://127.0.0.1:3000'],
    ['origin', 'http://localhost:3000'],
    ['origin', 'null'],
    ['sec-fetch-site', 'cross-site'],
    ['sec-fetch-site', 'same-site'],
  ] as const)('is refused by its %s: %s, whatever it knows', async (name, value) => {
    const foreign = [name, value] as const;
    const refused = await exchange(await door.code(), [foreign]);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'page_origin_not_allowed']);
    const bearer = await door.signIn();
    const call = await door.send('GET /api/status', [foreign, bearing(bearer)]);
    expect([call.status, codeOf(call)]).toEqual([403, 'page_origin_not_allowed']);
  });

  test('spends no code by being refused', async () => {
    const code = await door.code();
    await exchange(code, [['origin', 'https://evil.example']]);
    expect((await exchange(code)).status).toBe(200);
  });

  test('gets no permission from a preflight, and no cookie from anybody', async () => {
    const bearer = await door.signIn();
    const answers = await Promise.all([
      door.send('OPTIONS /api/status', [['access-control-request-method', 'GET']]),
      door.send('GET /'),
      door.send('GET /api/status', [bearing(bearer)]),
      exchange(await door.code()),
      exchange('wrong'),
    ]);
    const names = answers.flatMap(({ headers }) => headers.map(([name]) => name.toLowerCase()));
    expect(
      names.filter((name) => name.startsWith('access-control') || name === 'set-cookie'),
    ).toEqual([]);
    expect(answers[0]?.status).toBeGreaterThanOrEqual(400);
  });

  test('cannot frame, sniff or script any answer', async () => {
    const answers = await Promise.all([
      door.send('GET /'),
      door.send('GET /nothing'),
      exchange('x'),
    ]);
    for (const answer of answers) {
      expect(headerOf(answer, 'content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      );
      expect(headerOf(answer, 'x-content-type-options')).toBe('nosniff');
      expect(headerOf(answer, 'referrer-policy')).toBe('no-referrer');
      expect(headerOf(answer, 'cross-origin-opener-policy')).toBe('same-origin');
      expect(headerOf(answer, 'cross-origin-resource-policy')).toBe('same-origin');
    }
  });
});

describe('a code', () => {
  test('works once', async () => {
    const code = await door.code();
    expect((await exchange(code)).status).toBe(200);
    const second = await exchange(code);
    expect([second.status, codeOf(second)]).toEqual([401, 'session_code_invalid']);
  });

  test('ends after a minute', async () => {
    const code = await door.code();
    now += MINUTE_MS;
    expect((await exchange(code)).status).toBe(401);
  });

  test('comes as JSON in a small body only', async () => {
    const body = JSON.stringify({ code: await door.code() });
    const plain = await door.send('POST /session', [['content-type', 'text/plain']], body);
    expect(plain.status).toBe(415);
    const huge = JSON.stringify({ code: 'x'.repeat(5000) });
    expect((await door.send('POST /session', [jsonType], huge)).status).toBe(413);
    expect((await door.send('POST /session', [jsonType], '{"code":')).status).toBe(400);
    expect((await door.send('GET /session')).status).toBe(404);
  });

  test.runIf(isRoot)('is worth nothing in the hands of another user', async () => {
    const script = `fetch("http://127.0.0.1:${door.port}/session", { method: "POST",
      headers: { "content-type": "application/json" }, body: JSON.stringify({ code: process.argv[1] }) })
      .then(async (answer) => console.log(answer.status, (await answer.json()).error?.code))`;
    const code = await door.code();
    const ask = async (): Promise<readonly string[]> => {
      const options = { uid: NOBODY, gid: NOBODY, cwd: '/' };
      const child = spawn(process.execPath, ['-e', script, code], options);
      const said = await Promise.all([text(child.stdout), text(child.stderr)]);
      return said.join('').trim().split(' ');
    };
    // A busy machine may refuse the program itself; a code that was taken would not come back.
    await expect.poll(ask, { timeout: 45_000 }).toEqual(['403', 'session_other_user']);
    expect((await exchange(code)).status).toBe(200);
  });
});

describe('without a session', () => {
  test.each(operationNames)('%s is refused', async (name) => {
    const { method, path } = contract[name];
    const target = `${method} /api${path.replaceAll(/\{\w+\}/g, 'x')}`;
    const headers = method === 'POST' || method === 'PATCH' ? [jsonType] : [];
    const body = headers.length > 0 ? '{}' : null;
    const answer = await door.send(target, headers, body);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'session_missing']);
    const guessed = await door.send(target, [...headers, bearing('guessed')], body);
    expect([guessed.status, codeOf(guessed)]).toEqual([401, 'session_ended']);
  });

  test('nor does the description of the API come', async () => {
    expect((await door.send('GET /api/openapi.json')).status).toBe(401);
  });

  test.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/../index.html',
    '/assets/',
    '//etc/passwd',
  ])("no file but the page's own is served: %s", async (path) => {
    const answer = await door.send(`GET ${path}`);
    expect([answer.status, codeOf(answer)]).toEqual([404, 'page_file_unknown']);
  });
});

describe('a session', () => {
  test('ends half an hour after its last use', async () => {
    const bearer = await door.signIn();
    const ask = () => door.send('GET /api/status', [bearing(bearer)]);
    now += 29 * MINUTE_MS;
    expect((await ask()).status).toBe(200);
    now += 29 * MINUTE_MS;
    expect((await ask()).status).toBe(200);
    now += 30 * MINUTE_MS;
    const late = await ask();
    expect([late.status, codeOf(late)]).toEqual([401, 'session_ended']);
  });

  test('ends when it is told to, with its streams', async () => {
    const bearer = await door.signIn();
    const address = `http://127.0.0.1:${door.port}`;
    const headers = { authorization: `Bearer ${bearer}` };
    const stream = await fetch(`${address}/api/events/stream`, { headers });
    const over = stream.text().then(
      () => 'ended',
      () => 'cut',
    );
    expect((await fetch(`${address}/session`, { method: 'DELETE', headers })).status).toBe(204);
    expect(['ended', 'cut']).toContain(await over);
    expect((await door.send('GET /api/status', [bearing(bearer)])).status).toBe(401);
  });

  test('makes no code for another one', async () => {
    const bearer = await door.signIn();
    const answer = await door.send('POST /api/sessions/codes', [bearing(bearer)]);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'operation_socket_only']);
  });

  test('does twenty things with keys a minute, and is told when it may go on', async () => {
    const bearer = await door.signIn();
    const recognise = () =>
      door.send(
        'POST /api/providers/recognise',
        [jsonType, bearing(bearer)],
        '{"provider_key":"sk-ant-api03-x"}',
      );
    const first = await Promise.all(Array.from({ length: 20 }, recognise));
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([200]));
    const refused = await recognise();
    expect([refused.status, codeOf(refused)]).toEqual([429, 'session_rate_limited']);
    expect(headerOf(refused, 'retry-after')).toBe('60');
    expect((await door.send('GET /api/status', [bearing(bearer)])).status).toBe(200);
    now += MINUTE_MS;
    expect((await recognise()).status).toBe(200);
  });
});
