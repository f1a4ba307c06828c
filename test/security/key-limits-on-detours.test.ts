/** T15: an alias, an order, a conversation or a fallback leads a virtual key nowhere it may not go itself. */
import { describe, expect, test } from 'vitest';
import { setAlias } from '../../src-proxy/aliases/set-alias.ts';
import { refuse } from '../support/answers.ts';
import { openTwoAccounts, type TwoAccounts } from '../support/two-accounts.ts';

async function open(): Promise<TwoAccounts & { readonly firstOnly: string }> {
  const accounts = await openTwoAccounts({ secondSettings: { isDefault: true } });
  accounts.first.answerWith(refuse(500));
  const targets = ['second/m1', 'first/m1', 'openai/m1'];
  const alias = { workspaceId: 'personal', name: 'smart', targets };
  setAlias(accounts.engine.engine.parts, alias, 'cli');
  const firstOnly = accounts.engine.createKey({ allowedConnections: ['first'] });
  return { ...accounts, firstOnly };
}

interface Detour {
  readonly what: string;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const detours: readonly Detour[] = [
  { what: 'a fallback', body: {} },
  { what: 'an alias', body: { model: 'smart' } },
  {
    what: 'an alias in the override header',
    body: {},
    headers: { 'x-latchport-override-model': 'smart' },
  },
  { what: 'a provider', body: { model: 'openai/m1' } },
  { what: 'an order of its own', body: { routing: { order: ['second', 'first'] } } },
  { what: 'an order of an alias', body: { model: 'smart', routing: { order: ['second'] } } },
];

describe('a key of one connection, whose provider says "not now"', () => {
  test.each(detours)('is not led to another by $what', async ({ body, headers = {} }) => {
    const { first, second, firstOnly, ask } = await open();
    const answer = await ask(body, headers, firstOnly);
    expect(answer.status).toBe(500);
    expect(answer.headers.get('x-latchport-connection')).toBe('first');
    expect(first.seen).toHaveLength(1);
    expect(second.seen).toHaveLength(0);
  });

  test('is not led to another by the conversation of another key', async () => {
    const { second, firstOnly, ask } = await open();
    const session = { 'x-session-id': 'shared' };
    expect((await ask({}, session)).headers.get('x-latchport-connection')).toBe('second');
    await ask({}, session, firstOnly);
    expect(second.seen).toHaveLength(1);
  });

  test('is not told which others there are when none may serve', async () => {
    const { engine, ask, firstOnly } = await open();
    engine.engine.parts.connections.save({
      ...engine.engine.parts.connections.find('first'),
      isEnabled: false,
    });
    const text = await (await ask({}, {}, firstOnly)).text();
    expect(text).toContain('no_eligible_connection');
    expect(text).toContain('first: switched off');
    expect(text).not.toContain('second');
  });

  test('loses a connection with the next request when it is taken from the key', async () => {
    const { engine, first, second, ask } = await open();
    const { virtualKeys, connections } = engine.engine.parts;
    const text = engine.createKey({ label: 'both' });
    await ask({}, {}, text);
    expect(second.seen).toHaveLength(1);
    const { id } = connections.find('first');
    virtualKeys.save({ ...virtualKeys.find('both'), allowedConnections: [id] });
    await ask({}, {}, text);
    expect(second.seen).toHaveLength(1);
    expect(first.seen).toHaveLength(1);
  });
});

describe('a key of some models', () => {
  test('is led to no other by an alias', async () => {
    const { engine, first, second, ask } = await open();
    const key = engine.createKey({ allowedModels: ['cheap-*', 'smart'] });
    const answer = await ask({ model: 'smart' }, {}, key);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-latchport-error-code')).toBe('model_not_allowed');
    expect([first.seen, second.seen]).toEqual([[], []]);
  });
});
