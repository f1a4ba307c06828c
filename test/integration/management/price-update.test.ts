import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import * as library from '@pydantic/genai-prices';
import { sendJson, startFaultUpstream } from '../../support/fault-upstream.ts';
import { refusal } from '../../support/set-up-management.ts';
import { socketClient } from '../../support/socket-client.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';

const bundled = await library.waitForUpdate();
// The library holds its data once a process.
afterAll(() => library.updatePrices(({ setProviderData }) => setProviderData(bundled)));

const list = ['openai', 'anthropic', 'google'].map((id) => ({
  id,
  name: id,
  api_pattern: 'https://x',
  models: [{ id: 'new', match: { equals: 'new' }, prices: { input_mtok: 7, output_mtok: 8 } }],
}));

async function start(priceDataUrl: string): Promise<TestEngine> {
  const engine = await startTestEngine({ priceDataUrl });
  onTestFinished(() => engine.close());
  return engine;
}

describe('the price list', () => {
  test('is fetched when asked for, said with its date, and can be taken back', async () => {
    const place = await startFaultUpstream();
    onTestFinished(() => place.close());
    place.answerWith((_request, response) => sendJson(response, 200, list));
    const { call } = socketClient((await start(`${place.origin}/prices.json`)).home);
    expect(place.seen).toHaveLength(0);
    const updated = await call('prices.update', {});
    expect(updated.list).toMatchObject({ source: 'fetched' });
    expect(Date.parse(updated.list.fetched_at ?? '')).toBeCloseTo(Date.now(), -5);
    const found = await call('prices.show', { model: 'openai/new' });
    expect(found.prices[0]).toMatchObject({ provider: 'openai', rates: [{ input: 7, output: 8 }] });
    expect(found.prices[0]?.source).toMatch(/^genai-prices@\d{4}-\d\d-\d\d$/);
    const back = await call('prices.update', { use_bundled: true });
    expect(back.list).toEqual({ source: 'bundled', fetched_at: null });
    expect((await call('prices.show', { model: 'openai/new' })).prices).toEqual([]);
  });

  test('that cannot be fetched stays as it was, and it is said why', async () => {
    const gone = await startFaultUpstream();
    await gone.close();
    const { call } = socketClient((await start(`${gone.origin}/prices.json`)).home);
    expect(await refusal(call('prices.update', {}))).toEqual({
      code: 'price_data_unreachable',
      status: 502,
    });
    expect((await call('prices.list', {})).list.source).toBe('bundled');
  });
});
