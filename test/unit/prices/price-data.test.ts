import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Provider } from '@pydantic/genai-prices';
import * as library from '@pydantic/genai-prices';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../src-proxy/log.ts';
import { createOutbound } from '../../../src-proxy/outbound/outbound.ts';
import { PriceData } from '../../../src-proxy/prices/price-data.ts';
import { PriceList } from '../../../src-proxy/prices/price-list.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const now = Date.UTC(2026, 6, 1);

const model = (id: string, input: number): Provider['models'][number] => ({
  id,
  match: { equals: id },
  prices: { input_mtok: input, output_mtok: 2 },
});

const provider = (id: string, ...models: Provider['models']): Provider => ({
  id,
  name: id,
  api_pattern: 'https://x',
  models,
});

const good: readonly Provider[] = [
  provider('openai', model('gpt-new', 7), model('gpt-4o-mini', 9)),
  provider('anthropic', model('claude', 3)),
  provider('google', model('gemini', 1)),
];

const bundled = await library.waitForUpdate();
let folder: string;
let server: Server;
let body: string;
let status: number;
const log: string[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  status = 200;
  body = JSON.stringify(good);
  log.length = 0;
  server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

// The library holds its data once a process.
afterEach(async () => {
  library.updatePrices(({ setProviderData }) => setProviderData(bundled));
  await new Promise((resolve) => server.close(resolve));
});

function address(): string {
  const found = server.address();
  if (found === null || typeof found === 'string') throw new Error('not listening');
  return `http://127.0.0.1:${found.port}/prices.json`;
}

/** The list of an engine that starts now. */
async function start(): Promise<{ data: PriceData; list: PriceList }> {
  const data = new PriceData(
    folder,
    createLog('warn', (line) => log.push(line)),
    address(),
  );
  const list = new PriceList(data);
  await list.loaded();
  return { data, list };
}

async function fetchInto(data: PriceData): Promise<void> {
  const outbound = createOutbound({ isOwnAddress: () => false });
  onTestFinished(() => outbound.destroy());
  await data.fetch(outbound, now);
}

const rateOf = ({ list }: { list: PriceList }, id: string): number | undefined => {
  list.forget();
  const found = list.find('openai', id, now);
  return found === null ? undefined : Math.round(found.bands[0].rates.input * 1e6);
};

describe('price data that were fetched', () => {
  test('are in use at once, and after a restart, with their date', async () => {
    const first = await start();
    expect(rateOf(first, 'gpt-new')).toBeUndefined();
    await fetchInto(first.data);
    expect(rateOf(first, 'gpt-new')).toBe(7);
    expect(first.list.find('openai', 'gpt-new', now)?.source).toBe('genai-prices@2026-07-01');
    library.updatePrices(({ setProviderData }) => setProviderData(bundled));
    const second = await start();
    expect(rateOf(second, 'gpt-new')).toBe(7);
    expect(second.data.fetchedAt).toBe(now);
  });

  test('can be taken back', async () => {
    const engine = await start();
    const before = rateOf(engine, 'gpt-4o-mini');
    await fetchInto(engine.data);
    expect(rateOf(engine, 'gpt-4o-mini')).toBe(9);
    await engine.data.useBundled();
    expect(rateOf(engine, 'gpt-4o-mini')).toBe(before);
    expect(engine.data.fetchedAt).toBeNull();
    expect((await start()).data.fetchedAt).toBeNull();
  });

  test('that were damaged on the disk are left alone, and said to be', async () => {
    const engine = await start();
    await fetchInto(engine.data);
    const file = join(folder, 'price-list.json');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 100));
    library.updatePrices(({ setProviderData }) => setProviderData(bundled));
    const restarted = await start();
    expect(restarted.data.fetchedAt).toBeNull();
    expect(rateOf(restarted, 'gpt-4o-mini')).not.toBe(9);
    expect(log.join()).toContain('price_data_ignored');
  });
});

const models = (...list: unknown[]): string =>
  JSON.stringify([{ ...good[0], models: list }, ...good.slice(1)]);

describe('what is fetched', () => {
  test.each([
    ['is not JSON', () => 'not JSON'],
    ['is not a list', () => '{}'],
    ['is empty', () => '[]'],
    ['lacks a provider everybody has', () => JSON.stringify(good.slice(1))],
    ['has negative prices', () => models({ ...model('a', -1) })],
    ['has prices beyond belief', () => models({ ...model('a', 1e9) })],
    [
      'has prices that are no numbers',
      () => models({ ...model('a', 1), prices: { input_mtok: '1' } }),
    ],
    [
      'has a pattern that could take for ever',
      () => models({ ...model('a', 1), match: { regex: '^(a+)+$' } }),
    ],
    ['has a pattern that is none', () => models({ ...model('a', 1), match: { regex: '(' } })],
  ])('is not used when it %s', async (_what, made) => {
    const engine = await start();
    const before = rateOf(engine, 'gpt-4o-mini');
    body = made();
    expect(await errorCodeOf(fetchInto(engine.data))).toBe('price_data_invalid');
    expect(rateOf(engine, 'gpt-4o-mini')).toBe(before);
    expect((await start()).data.fetchedAt).toBeNull();
  });

  test('may hold a few models priced in a way that is new', async () => {
    const engine = await start();
    const many = Array.from({ length: 20 }, (_, at) => model(`m${at}`, 5));
    body = models(...many, { id: 'odd', match: { sounds_like: 'x' }, prices: {} });
    await fetchInto(engine.data);
    expect(rateOf(engine, 'm3')).toBe(5);
    expect(rateOf(engine, 'odd')).toBeUndefined();
  });

  test('is refused with the reason when the place does not answer well', async () => {
    const engine = await start();
    status = 404;
    await expect(fetchInto(engine.data)).rejects.toThrow('it answered 404');
    body = 'x'.repeat(17 * 1024 * 1024);
    status = 200;
    await expect(fetchInto(engine.data)).rejects.toThrow('its answer could not be read');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const { data } = engine;
    expect(await errorCodeOf(fetchInto(data))).toBe('price_data_unreachable');
    server.listen(0, '127.0.0.1');
  });

  test('is not used when it cannot be kept', async () => {
    const data = new PriceData(
      join(folder, 'gone'),
      createLog('silent', () => undefined),
      address(),
    );
    const list = new PriceList(data);
    await list.loaded();
    expect(await errorCodeOf(fetchInto(data))).toBe('price_data_not_written');
    expect(rateOf({ list }, 'gpt-new')).toBeUndefined();
  });
});
