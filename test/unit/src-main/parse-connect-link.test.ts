import { describe, expect, test } from 'vitest';
import { parseConnectLink } from '../../../src-main/connect/parse-connect-link.ts';
import { codeThrown } from './code-thrown.ts';
import { sayRequest } from '../../../src-main/connect/say-request.ts';

const needed = {
  app: 'Code Helper',
  callback: 'http://127.0.0.1:50000/cb',
  state: 'abcdefgh',
  code_challenge: 'x'.repeat(43),
  code_challenge_method: 'S256',
};

const link = (change: Readonly<Record<string, string | undefined>> = {}): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...needed, ...change })) {
    if (value !== undefined) parameters.set(name, value);
  }
  return `latchport://connect?${parameters.toString()}`;
};

describe('a link that asks for a key', () => {
  test('reads as what it says, and what it leaves out as without limit', () => {
    expect(parseConnectLink(link())).toEqual({
      app: 'Code Helper',
      callback: new URL('http://127.0.0.1:50000/cb'),
      state: 'abcdefgh',
      codeChallenge: 'x'.repeat(43),
      models: null,
      connections: null,
      environment: null,
      expiresInMs: null,
      requestsPerMinute: null,
      tokensPerMinute: null,
      budgets: [],
    });
    const wanted = { models: 'gpt-*,openai/o3', connections: 'work', environment: 'dev' };
    expect(parseConnectLink(link({ ...wanted, expires: '2d' }))).toMatchObject({
      models: ['gpt-*', 'openai/o3'],
      connections: ['work'],
      environment: 'dev',
      expiresInMs: 172_800_000,
    });
    const limits = { rpm: '60', tpm: '100000', budget: '5/day,0.50/total' };
    expect(parseConnectLink(link(limits))).toMatchObject({
      requestsPerMinute: 60,
      tokensPerMinute: 100_000,
      budgets: [
        { usd: 5, per: 'day' },
        { usd: 0.5, per: 'total' },
      ],
    });
  });

  test.each([['http://[::1]:8080/'], ['http://127.0.0.1:1/a/b?c=d']])(
    'may be answered at %s',
    (callback) => {
      expect(parseConnectLink(link({ callback })).callback.href).toBe(callback);
    },
  );

  test.each([
    ['another machine', 'http://192.168.0.2:80/'],
    ['a name for this machine, which may be made to mean another', 'http://localhost:80/'],
    ['a name that begins alike', 'http://127.0.0.1.evil.example:80/'],
    ['a user name that looks like an address', 'http://127.0.0.1:80@evil.example/'],
    ['a user name', 'http://me@127.0.0.1:5000/'],
    ['no port', 'http://127.0.0.1/'],
    ['https', 'https://127.0.0.1:5000/'],
    ['another scheme', 'file:///tmp/x'],
    ['a script', 'javascript:alert(1)'],
    ['a fragment', 'http://127.0.0.1:5000/#x'],
    ['the whole network', 'http://0.0.0.0:5000/'],
    ['nothing', ''],
  ])('is refused when its callback is %s', (_what, callback) => {
    expect(() => parseConnectLink(link({ callback }))).toThrow('its callback');
  });

  test.each([
    ['without an app', { app: undefined }, 'app'],
    ['with an app that turns its name around', { app: 'Safe \u{202E}elbisivni' }, 'app'],
    ['with an app that writes lines of its own', { app: 'X\nModels: none' }, 'app'],
    ['with a very long name', { app: 'x'.repeat(49) }, 'app'],
    ['with a name of spaces', { app: '   ' }, 'app'],
    ['with a name of letters nobody sees', { app: '\u{3164}\u{3164}' }, 'app'],
    ['with a letter nobody sees in its name', { app: 'Code\u{FFA0}Helper' }, 'app'],
    ['with a name that joins what it stands in', { app: 'Code\u{34F}Helper' }, 'app'],
    ['with a name of dots', { app: '...' }, 'app'],
    ['without a challenge', { code_challenge: undefined }, 'code_challenge'],
    ['with a short challenge', { code_challenge: 'x' }, 'code_challenge'],
    ['with a plain challenge', { code_challenge_method: 'plain' }, 'code_challenge_method'],
    ['without a state', { state: undefined }, 'state'],
    ['with an empty list', { models: '' }, 'models'],
    ['with too long a list', { models: Array(17).fill('m').join(',') }, 'models'],
    ['with markup', { models: '<b>' }, 'models'],
    ['with a strange environment', { environment: 'moon' }, 'environment'],
    ['with a budget of no kind', { budget: '5/hour' }, 'budget'],
    ['with a budget below nothing', { budget: '-5/day' }, 'budget'],
    ['with a rate of nothing', { rpm: '0' }, 'rpm'],
    ['with a strange time', { expires: 'forever' }, 'expires'],
    ['with a key for longer than a year', { expires: '999d' }, 'longer than a year'],
    ['with something that would not be shown', { admin: 'true' }, 'cannot show'],
    ['with __proto__', { ['__proto__']: '1' }, 'cannot show'],
    ['with constructor', { constructor: '1' }, 'cannot show'],
  ])('is refused %s', (_what, change, said) => {
    expect(() => parseConnectLink(link(change))).toThrow(said);
  });

  test('is refused by its own code', () => {
    expect(codeThrown(() => parseConnectLink('x'))).toBe('connect_link_invalid');
  });

  test.each([
    ['https://connect?app=x', 'no link of Latchport'],
    ['latchport://pause', 'nothing this version knows'],
    ['latchport://connect/../pause?app=x', 'nothing this version knows'],
    ['latchport:connect?app=x', 'nothing this version knows'],
    [`${link()}#x`, 'nothing this version knows'],
    [`${link()}&app=Other`, 'says something twice'],
    [`${link()}&x=${'y'.repeat(5000)}`, 'no link of Latchport'],
    ['', 'no link of Latchport'],
  ])('is refused as %s', (text, said) => {
    expect(() => parseConnectLink(text)).toThrow(said);
  });

  test('never repeats what it holds when it is refused', () => {
    expect(() => parseConnectLink(link({ models: '<script>' }))).not.toThrow('script');
  });
});

test('all of a request is put before the user', () => {
  const { app, rows } = sayRequest(
    parseConnectLink(link({ models: 'a,b', expires: '1h', environment: 'prod' })),
    Date.UTC(2026, 0, 1),
  );
  expect(app).toBe('Code Helper');
  expect(rows.map(({ name, is_wide: isWide }) => [name, isWide])).toEqual([
    ['Models', false],
    ['Connections', true],
    ['May spend', true],
    ['Requests a minute', true],
    ['Tokens a minute', true],
    ['Environment', false],
    ['Ends', false],
    ['Key goes to', false],
  ]);
  expect(rows[0]?.value).toBe('a\nb');
  expect(rows.at(-1)?.value).toBe('http://127.0.0.1:50000/cb');
});

test.each(['*', 'gpt-4o,*', '*/*', '**'])(
  'models that leave nothing out are said to be all of them: %s',
  (models) => {
    const [first] = sayRequest(parseConnectLink(link({ models })), 0).rows;
    expect(first).toEqual({ name: 'Models', value: 'all of them', is_wide: true });
  },
);
