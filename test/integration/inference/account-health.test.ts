/** How the calls of an account go decides whether more are sent there, and a conversation stays where it began. */
import { describe, expect, test } from 'vitest';
import { testConnection } from '../../../src-proxy/connections/test-connection.ts';
import { answerShortly, answerWithHeaders, refuse, requestsLeft } from '../../support/answers.ts';
import { movableClock } from '../../support/movable-clock.ts';
import { openTwoAccounts, type TwoAccounts } from '../../support/two-accounts.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const served = async (call: Promise<Response>): Promise<string | null> => {
  const response = await call;
  await response.text();
  return response.headers.get('x-latchport-connection');
};

const inSession = (session: string) => ({ 'x-claude-code-session-id': session });

/** The events of a kind, each with what it is about. */
const events = ({ engine }: TwoAccounts, type: string): readonly unknown[] =>
  engine.engine.parts.events
    .listLatest(100)
    .filter((event) => event.type === type)
    .map(({ actor, data }) => ({ actor, slug: data['slug'], reason: data['reason'] }));

async function failThrice(accounts: TwoAccounts): Promise<void> {
  accounts.first.answerWith(refuse(500));
  for (let call = 0; call < 3; call += 1) {
    // One after the other, as failures in a row are.
    // oxlint-disable-next-line no-await-in-loop
    expect(await served(accounts.ask())).toBe('second');
  }
}

describe('an account whose calls fail', () => {
  test('is left alone after three in a row, and somebody is told', async () => {
    const accounts = await openTwoAccounts();
    await failThrice(accounts);
    expect(await served(accounts.ask())).toBe('second');
    expect(accounts.first.seen).toHaveLength(3);
    expect(accounts.last().attempts).toEqual([
      { connection: 'first', outcome: 'unhealthy' },
      { connection: 'second', outcome: 'ok' },
    ]);
    expect(events(accounts, 'connection.unhealthy')).toEqual([
      { actor: 'engine', slug: 'first', reason: 'http_500' },
    ]);
  });

  test('is tried by one call after a while, and when that goes well by all', async () => {
    const time = movableClock();
    const accounts = await openTwoAccounts({ clock: time.clock });
    await failThrice(accounts);
    accounts.first.answerWith(answerShortly);
    time.move(MINUTE_MS);
    expect(await served(accounts.ask())).toBe('first');
    expect(await served(accounts.ask())).toBe('first');
    expect(events(accounts, 'connection.recovered')).toEqual([
      { actor: 'engine', slug: 'first', reason: undefined },
    ]);
  });

  test('stays alone when that call fails too', async () => {
    const time = movableClock();
    const accounts = await openTwoAccounts({ clock: time.clock });
    await failThrice(accounts);
    time.move(MINUTE_MS);
    expect(await served(accounts.ask())).toBe('second');
    expect(accounts.first.seen).toHaveLength(4);
    expect(await served(accounts.ask())).toBe('second');
    expect(accounts.first.seen).toHaveLength(4);
    expect(events(accounts, 'connection.unhealthy')).toHaveLength(1);
  });

  test('is asked all the same when it is the only one', async () => {
    const accounts = await openTwoAccounts();
    await failThrice(accounts);
    const key = accounts.engine.createKey({ allowedConnections: ['first'] });
    accounts.first.answerWith(answerShortly);
    expect(await served(accounts.ask({}, {}, key))).toBe('first');
  });

  test('counts streams that are cut', async () => {
    const accounts = await openTwoAccounts();
    accounts.first.answerWith((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {}\n\n', () => response.socket?.destroy());
    });
    for (let call = 0; call < 3; call += 1) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await served(accounts.ask({ stream: true }))).toBe('first');
    }
    expect(events(accounts, 'connection.unhealthy')).toHaveLength(1);
    expect(await served(accounts.ask())).toBe('second');
  });

  test('does not count refusals of the request itself', async () => {
    const accounts = await openTwoAccounts();
    accounts.first.answerWith(refuse(400));
    for (let call = 0; call < 5; call += 1) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await served(accounts.ask())).toBe('first');
    }
    expect(events(accounts, 'connection.unhealthy')).toEqual([]);
  });

  test('is well again when its key is tested', async () => {
    const accounts = await openTwoAccounts();
    await failThrice(accounts);
    accounts.first.answerWith(answerShortly);
    await testConnection(accounts.engine.engine.parts.connectionDeps, 'first', 'cli');
    expect(await served(accounts.ask())).toBe('first');
  });
});

describe('a conversation', () => {
  test('stays with its account when that gets short, while new ones go to the other', async () => {
    const { first, ask } = await openTwoAccounts();
    first.answerWith(answerWithHeaders(requestsLeft(10)));
    expect(await served(ask({}, inSession('early')))).toBe('first');
    expect(await served(ask({}, inSession('late')))).toBe('second');
    expect(await served(ask({}, inSession('early')))).toBe('first');
  });

  test('stays with the account that took over', async () => {
    const time = movableClock();
    const { first, ask } = await openTwoAccounts({ clock: time.clock });
    first.answerWith(refuse(429, { 'retry-after': '60' }));
    expect(await served(ask({}, inSession('talk')))).toBe('second');
    first.answerWith(answerShortly);
    time.move(2 * MINUTE_MS);
    expect(await served(ask({}, inSession('talk')))).toBe('second');
    expect(await served(ask({}, inSession('other')))).toBe('first');
  });

  test('is known by how it opens, where the client names none', async () => {
    const { first, ask } = await openTwoAccounts();
    const opening = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Which way to the station?' },
    ];
    const reply = [
      { role: 'assistant', content: 'Left.' },
      { role: 'user', content: 'Thanks. And then?' },
    ];
    first.answerWith(answerWithHeaders(requestsLeft(10)));
    expect(await served(ask({ messages: opening }))).toBe('first');
    expect(await served(ask({ messages: [...opening, ...reply] }))).toBe('first');
    const another = [opening[0], { role: 'user', content: 'What time is it?' }];
    expect(await served(ask({ messages: another }))).toBe('second');
  });

  test('is forgotten after an hour', async () => {
    const time = movableClock();
    const { first, ask } = await openTwoAccounts({ clock: time.clock });
    first.answerWith(refuse(429, { 'retry-after': '60' }));
    expect(await served(ask({}, inSession('talk')))).toBe('second');
    first.answerWith(answerShortly);
    time.move(2 * HOUR_MS);
    expect(await served(ask({}, inSession('talk')))).toBe('first');
  });

  test('follows the user who chooses another default', async () => {
    const { engine, first, ask } = await openTwoAccounts();
    first.answerWith(answerShortly);
    expect(await served(ask({}, inSession('talk')))).toBe('first');
    const { connections } = engine.engine.parts;
    connections.save({ ...connections.find('second'), isDefault: true });
    expect(await served(ask({}, inSession('talk')))).toBe('second');
  });

  test('of one virtual key is none of another', async () => {
    const { engine, first, ask } = await openTwoAccounts();
    first.answerWith(answerWithHeaders(requestsLeft(10)));
    expect(await served(ask({}, inSession('same')))).toBe('first');
    expect(await served(ask({}, inSession('same'), engine.createKey()))).toBe('second');
  });
});

describe('the tier of an account', () => {
  const tierTwo = {
    'x-ratelimit-limit-requests': '5000',
    'x-ratelimit-remaining-requests': '4999',
    'x-ratelimit-limit-tokens': '450000',
    'x-ratelimit-remaining-tokens': '449000',
  };

  test('is told by the limits of its first answer', async () => {
    const accounts = await openTwoAccounts();
    accounts.first.answerWith(answerWithHeaders(tierTwo));
    await served(accounts.ask({ model: 'first/gpt-4o' }));
    const { connections } = accounts.engine.engine.parts;
    expect(connections.find('first')).toMatchObject({
      detectedTier: 'tier_2',
      tierSource: 'auto_detected',
    });
    await served(accounts.ask({ model: 'first/gpt-4o' }));
    expect(events(accounts, 'connection.updated')).toHaveLength(1);
  });

  test('is not looked for where the user named it', async () => {
    const accounts = await openTwoAccounts({ firstSettings: { selectedTier: 'tier_5' } });
    accounts.first.answerWith(answerWithHeaders(tierTwo));
    await served(accounts.ask({ model: 'first/gpt-4o' }));
    expect(accounts.engine.engine.parts.connections.find('first')).toMatchObject({
      detectedTier: null,
      selectedTier: 'tier_5',
      tierSource: 'user_specified',
    });
  });
});
