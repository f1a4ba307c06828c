/** T14: what costs nothing by its method is not turned into what costs, behind the back of the budget. */
import { describe, expect, test } from 'vitest';
import { openMoneyEngine, type MoneyEngine } from '../support/money-engine.ts';
import { rawRequest, sendRaw } from '../support/raw-client.ts';

const openUsedUp = (): Promise<MoneyEngine> =>
  openMoneyEngine({ budgets: [{ usd: 0.01, per: 'day' }] });

const headers: readonly string[] = [
  'X-HTTP-Method-Override',
  'x-http-method-override',
  'X-HTTP-Method',
  'X-Method-Override',
  'X-Goog-Method-Override',
];

const queries: readonly string[] = [
  '?%24httpMethod=POST',
  '?$httpMethod=POST',
  '?$httpHeaders=Authorization%3Ax',
  '?_method=POST',
  '?a=1&_METHOD=POST',
];

describe('a GET that costs nothing', () => {
  test.each(headers)('has no %s reach the provider', async (name) => {
    const money = await openUsedUp();
    await sendRaw(
      money.engine.port,
      rawRequest('GET /v1/something/new', [
        ['host', `127.0.0.1:${money.engine.port}`],
        ['authorization', `Bearer ${money.key}`],
        ['x-latchport-connection', 'work'],
        [name, 'POST'],
      ]),
    );
    expect(money.upstream.seen).toHaveLength(1);
    expect(money.upstream.seen[0]?.rawHeaders.join('\n').toLowerCase()).not.toContain('method');
  });

  test.each(queries)('has no %s reach the provider', async (query) => {
    const money = await openUsedUp();
    await fetch(`${money.engine.base}/v1/something/new${query}`, {
      headers: { authorization: `Bearer ${money.key}`, 'x-latchport-connection': 'work' },
    });
    expect(money.upstream.seen).toHaveLength(1);
    expect(money.upstream.seen[0]?.url).toMatch(/^\/v1\/something\/new(?:\?a=1)?$/);
  });
});
