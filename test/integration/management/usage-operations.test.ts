import { beforeEach, describe, expect, test, vi } from 'vitest';
import { text } from 'node:stream/consumers';
import { downloadFile } from '../../../src-proxy/management/client.ts';
import { createSocketCarrier } from '../../../src-proxy/management/socket-carrier.ts';
import { firstIdAt } from '../../../src-proxy/usage/usage-record.ts';
import { modelList } from '../../support/fake-provider.ts';
import { sendRaw } from '../../support/raw-management.ts';
import { refusal, setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';

let engine: ManagementSetup['engine'];
let provider: ManagementSetup['provider'];
let call: ManagementSetup['call'];
let connect: ManagementSetup['connect'];

beforeEach(async () => {
  ({ engine, provider, call, connect } = await setUpManagement());
});

async function makeCalls(count: number): Promise<void> {
  const { key } = await call('virtual_keys.create', { label: 'editor', app: 'zed' });
  for (let made = 0; made < count; made += 1) {
    // oxlint-disable-next-line no-await-in-loop -- their order is what is tested
    const answer = await fetch(`${engine.base}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'fake-1', messages: [] }),
    });
    // oxlint-disable-next-line no-await-in-loop
    await answer.text();
  }
  engine.engine.parts.recorder.flush(true);
}

describe('usage', () => {
  beforeEach(async () => {
    await connect();
    provider.answer(({ path }) =>
      path.endsWith('/models')
        ? modelList('fake-1')
        : {
            body: {
              model: 'fake-1',
              choices: [{ message: { content: 'hi' }, finish_reason: 'stop' }],
              usage: { prompt_tokens: 10, completion_tokens: 4 },
            },
          },
    );
  });

  test('is summed up by what is asked for; an unknown price is not 0', async () => {
    await makeCalls(2);
    const summary = await call('usage.summary', { by: 'key' });
    expect(summary).toMatchObject({
      by: 'key',
      total: {
        requests: 2,
        input_tokens: 20,
        output_tokens: 8,
        cost_usd: null,
        unpriced_requests: 2,
      },
      groups: [{ name: 'editor', requests: 2 }],
    });
    expect(await call('usage.summary', {})).toMatchObject({ groups: [{ name: 'personal' }] });
  });

  test('tells how long requests took, and what came from a cache', async () => {
    await makeCalls(2);
    const { total, groups } = await call('usage.summary', { by: 'day' });
    expect(total).toMatchObject({ cache_hit_share: 0 });
    expect(total.first_byte_ms?.p50).toBeLessThanOrEqual(total.total_ms?.p95 ?? -1);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.id).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test.each([
    [{ by: 'tag' }, ['agents', 'team a']],
    [{ by: 'workspace' }, ['personal']],
    [{ by: 'app' }, ['zed']],
    [{ by: 'environment' }, ['dev']],
    [{ by: 'key', virtual_key: 'editor' }, ['editor']],
    [{ by: 'key', connection: 'personal' }, ['editor']],
    [{ by: 'key', model: 'fake-1', workspace: 'personal' }, ['editor']],
    [{ by: 'key', model: 'other' }, []],
  ] as const)('is grouped and filtered by %o', async (asked, names) => {
    await makeCalls(1);
    await call('virtual_keys.update', {
      virtual_key: 'editor',
      tags: ['team a'],
      environment: 'dev',
    });
    await call('connections.update', { connection: 'personal', tags: ['agents', 'team a'] });
    const { total, groups } = await call('usage.summary', asked);
    const found = groups.map(({ name }) => name ?? '');
    expect(found.toSorted((one, other) => one.localeCompare(other))).toEqual(names);
    expect(total.requests).toBe(names.length > 0 ? 1 : 0);
  });

  test('counts a refused request under no model, since its name may be anything', async () => {
    const { key } = await call('virtual_keys.create', { label: 'curious' });
    await fetch(`${engine.base}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'invented-by-a-client', messages: [] }),
    });
    engine.engine.parts.recorder.flush(true);
    expect(await call('usage.summary', { by: 'model' })).toMatchObject({
      total: { requests: 1, failed_requests: 1, cost_usd: 0, first_byte_ms: null },
      groups: [{ id: null, requests: 1 }],
    });
  });

  test.each([
    ['virtual_key', 'virtual_key_not_found'],
    ['connection', 'connection_not_found'],
    ['workspace', 'workspace_not_found'],
  ])('of a %s that is none is refused', async (filter, code) => {
    expect(await refusal(call('usage.summary', { [filter]: 'nobody' }))).toEqual({
      code,
      status: 404,
    });
  });

  test('is exported as a table and as an array, the same requests as are listed', async () => {
    await makeCalls(3);
    const carrier = createSocketCarrier(engine.home, 'cli');
    const since = new Date(Date.now() - 60_000).toISOString();
    const csv = await text(await downloadFile(carrier, 'usage.export_csv', { since }));
    const array = await text(await downloadFile(carrier, 'usage.export_json', {}));
    const { requests } = await call('requests.list', {});
    expect(JSON.parse(array)).toEqual(requests.toReversed());
    const [names, ...lines] = csv.trimEnd().split('\r\n');
    expect(names).toBe(Object.keys(requests[0] ?? {}).join(','));
    expect(lines.map((line) => line.split(',')[0])).toEqual(
      requests.toReversed().map(({ id }) => id),
    );
  });

  test('is exported with the media type of the file, and an error is no file', async () => {
    const file = await sendRaw(engine.home, { path: '/usage/export.csv' });
    expect(file).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/csv; charset=utf-8' },
    });
    const carrier = createSocketCarrier(engine.home, 'cli');
    const range = { since: '2020-01-02T00:00:00Z', until: '2020-01-01T00:00:00Z' };
    expect(await refusal(downloadFile(carrier, 'usage.export_json', range))).toEqual({
      code: 'field_invalid',
      status: 422,
    });
  });

  test('keeps single requests as long as is said, which is logged', async () => {
    expect(await call('usage.show_retention', {})).toEqual({ days: 365 });
    expect(await call('usage.set_retention', { days: 30 })).toEqual({ days: 30 });
    expect(await call('usage.set_retention', { days: null })).toEqual({ days: null });
    expect(await call('usage.show_retention', {})).toEqual({ days: null });
    const { events } = await call('events.list', { limit: 1 });
    expect(events).toMatchObject([
      { type: 'settings.changed', actor: 'cli', data: { setting: 'usage_retention', days: null } },
    ]);
    expect(await refusal(call('usage.set_retention', { days: 0 }))).toMatchObject({ status: 422 });
  });

  test('removes what is older soon, and keeps its sum', async () => {
    await makeCalls(2);
    const { store } = engine.engine.parts;
    const old = firstIdAt(Date.now() - 40 * 86_400_000);
    store
      .prepare('UPDATE usage_records SET id = ? WHERE id = (SELECT min(id) FROM usage_records)')
      .run(old);
    await call('usage.set_retention', { days: 30 });
    await vi.waitFor(async () =>
      expect((await call('requests.list', {})).requests).toHaveLength(1),
    );
    expect((await call('usage.summary', { since: '2020-01-01T00:00:00Z' })).total.requests).toBe(2);
  });

  test('shows one request by the id its answer carried', async () => {
    await makeCalls(1);
    const { requests } = await call('requests.list', {});
    const [listed] = requests;
    expect(await call('requests.show', { request: listed?.id ?? '' })).toEqual(listed);
    expect(await refusal(call('requests.show', { request: 'req_1' }))).toEqual({
      code: 'request_not_found',
      status: 404,
    });
  });

  test('of a period without requests is zero, and costs nothing', async () => {
    const period = { since: '2020-01-01T00:00:00Z', until: '2020-01-02T00:00:00Z' };
    expect(await call('usage.summary', period)).toMatchObject({
      total: { requests: 0, cost_usd: 0 },
      groups: [],
    });
  });

  test('refuses a period that ends before it begins', async () => {
    const period = { since: '2020-01-02T00:00:00Z', until: '2020-01-01T00:00:00Z' };
    expect(await refusal(call('usage.summary', period))).toEqual({
      code: 'field_invalid',
      status: 422,
    });
  });

  test('lists single requests, newest first, page by page', async () => {
    await makeCalls(3);
    const first = await call('requests.list', { limit: 2 });
    expect(first.requests).toHaveLength(2);
    expect(first.requests[0]).toMatchObject({
      virtual_key_label: 'editor',
      connection: 'personal',
      served_model: 'fake-1',
      outcome: 'ok',
      status: 200,
      input_tokens: 10,
    });
    const before_id = first.next_before_id ?? '';
    const second = await call('requests.list', { limit: 2, before_id });
    expect(second.requests).toHaveLength(1);
    expect(second.next_before_id).toBeNull();
    const ids = [...first.requests, ...second.requests].map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted().toReversed());
  });

  test.each([
    [{ virtual_key: 'editor' }, 1],
    [{ connection: 'personal' }, 1],
    [{ model: 'fake-1' }, 1],
    [{ model: 'other' }, 0],
    [{ outcome: 'refused' }, 0],
    [{ since: '2099-01-01T00:00:00Z' }, 0],
  ] as const)('lists only requests that fit %o', async (filter, expected) => {
    await makeCalls(1);
    expect((await call('requests.list', filter)).requests).toHaveLength(expected);
  });

  test('of a connection stays when it is disconnected', async () => {
    const { id } = await call('connections.show', { connection: 'personal' });
    await makeCalls(1);
    await call('connections.disconnect', { connection: id });
    const { requests } = await call('requests.list', { connection: id });
    expect(requests).toMatchObject([{ connection: 'personal', connection_id: id }]);
  });
});
