import { beforeEach, describe, expect, test } from 'vitest';
import { modelList } from '../../support/fake-provider.ts';
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
