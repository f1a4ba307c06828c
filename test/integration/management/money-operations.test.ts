/** Limits, budgets, workspaces and prices through the door. */
import { beforeEach, describe, expect, test } from 'vitest';
import { refusal, setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';

let setup: ManagementSetup;
let call: ManagementSetup['call'];

beforeEach(async () => {
  setup = await setUpManagement();
  ({ call } = setup);
});

describe('the limits of a virtual key', () => {
  const limits = {
    requests_per_minute: 60,
    tokens_per_minute: 100_000,
    concurrent_requests: 4,
    unknown_price: 'refuse',
    routing_constraint: 'only_byok',
    data_policy: 'zdr',
    region: 'eu',
  } as const;

  test('are none, when nothing is said of them', async () => {
    expect(await call('virtual_keys.create', { label: 'editor' })).toMatchObject({
      requests_per_minute: null,
      tokens_per_minute: null,
      concurrent_requests: null,
      budgets: [],
      unknown_price: 'allow',
      routing_constraint: 'none',
      data_policy: 'none',
      region: null,
      parent_id: null,
    });
  });

  test('are set, shown, kept, changed one by one, and taken away', async () => {
    const budgets = [
      { usd: 5, per: 'day' as const },
      { usd: 50, per: 'total' as const },
    ];
    const made = await call('virtual_keys.create', { label: 'editor', ...limits, budgets });
    expect(made).toMatchObject({
      ...limits,
      budgets: [
        { usd: 5, per: 'day', spent_usd: 0, held_usd: 0, left_usd: 5, raised_until: null },
        { usd: 50, per: 'total', left_usd: 50, resets_at: null },
      ],
    });
    const which = { virtual_key: 'editor' };
    const changed = await call('virtual_keys.update', { ...which, tokens_per_minute: null });
    expect(changed).toMatchObject({ ...limits, tokens_per_minute: null, budgets: made.budgets });
    const none = { budgets: [], region: null, concurrent_requests: null };
    expect(await call('virtual_keys.update', { ...which, ...none })).toMatchObject(none);
    const { events } = await call('events.list', {});
    expect(events.at(-1)?.data['changed']).toBe('concurrentRequests, budgets, region');
  });

  test.each([
    [{ requests_per_minute: 0 }, 'requests_per_minute'],
    [{ concurrent_requests: 1.5 }, 'concurrent_requests'],
    [{ budgets: [{ usd: -1, per: 'day' as const }] }, 'budgets.0.usd'],
    [
      {
        budgets: [
          { usd: 1, per: 'day' as const },
          { usd: 2, per: 'day' as const },
        ],
      },
      'budgets',
    ],
    [{ region: '  ' }, 'region'],
  ])('of %j are refused, naming the field', async (wrong, field) => {
    const making = call('virtual_keys.create', { label: 'editor', ...wrong });
    await expect(making).rejects.toThrow(field);
    expect((await call('virtual_keys.list', {})).virtual_keys).toEqual([]);
  });

  test('can be those of another key', async () => {
    const budgets = [{ usd: 5, per: 'day' as const }];
    const parent = await call('virtual_keys.create', { label: 'editor', budgets });
    const made = await call('virtual_keys.create', { label: 'run', parent: 'editor' });
    expect(made).toMatchObject({ parent_id: parent.id, budgets: [] });
    const strange = { label: 'run 2', parent: 'nobody' };
    expect(await refusal(call('virtual_keys.create', strange))).toMatchObject({ status: 404 });
  });
});

describe('a raise', () => {
  test('shows in the key until it ends, and in the audit log', async () => {
    const budgets = [{ usd: 5, per: 'day' as const }];
    await call('virtual_keys.create', { label: 'editor', budgets });
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const raise = { virtual_key: 'editor', usd: 10, per: 'day' as const, until };
    const raised = await call('virtual_keys.raise', raise);
    expect(raised.budgets).toMatchObject([{ usd: 10, per: 'day', raised_until: until }]);
    const { events } = await call('events.list', {});
    expect(events.at(-1)).toMatchObject({
      type: 'budget.raised',
      actor: 'cli',
      data: { label: 'editor', per: 'day', fromUsd: 5, toUsd: 10, until },
    });
  });

  test('needs a budget', async () => {
    await call('virtual_keys.create', { label: 'editor' });
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const raise = { virtual_key: 'editor', usd: 10, per: 'day' as const, until };
    expect(await refusal(call('virtual_keys.raise', raise))).toEqual({
      code: 'budget_not_set',
      status: 409,
    });
  });
});

describe('a workspace', () => {
  test('that always exists is the personal one', async () => {
    const { workspaces } = await call('workspaces.list', {});
    expect(workspaces).toMatchObject([
      { id: 'personal', name: 'personal', is_permanent: true, connections: 0, virtual_keys: 0 },
    ]);
    expect(await refusal(call('workspaces.delete', { workspace: 'personal' }))).toEqual({
      code: 'workspace_permanent',
      status: 409,
    });
  });

  test('is made, found by its name, changed', async () => {
    const budgets = [{ usd: 100, per: 'month' as const }];
    const policy = { data_policy: 'no_training' as const, region: 'eu' };
    const made = await call('workspaces.create', { name: 'Client A', ...policy, budgets });
    expect(made).toMatchObject({ ...policy, name: 'Client A', budgets: [{ usd: 100 }] });
    expect(await call('workspaces.show', { workspace: 'client a' })).toEqual(made);
    const change = { workspace: made.id, name: 'Client B', region: null };
    expect(await call('workspaces.update', change)).toMatchObject({
      id: made.id,
      name: 'Client B',
      region: null,
      data_policy: 'no_training',
    });
    expect(await refusal(call('workspaces.show', { workspace: 'Client A' }))).toEqual({
      code: 'workspace_not_found',
      status: 404,
    });
  });

  test('needs a name of its own', async () => {
    await call('workspaces.create', { name: 'Client A' });
    const again = { code: 'workspace_name_taken', status: 409 };
    expect(await refusal(call('workspaces.create', { name: 'CLIENT a' }))).toEqual(again);
    expect(await refusal(call('workspaces.create', { name: 'personal' }))).toEqual(again);
  });

  test('holds connections and keys of its own', async () => {
    await call('workspaces.create', { name: 'work' });
    await call('connections.add', {
      provider: 'self_hosted',
      label: 'there',
      workspace: 'work',
      base_url: `${setup.provider.origin}/v1`,
      declared_region: 'local',
      validate_before_save: false,
    });
    await setup.connect('here');
    await call('virtual_keys.create', { label: 'editor', workspace: 'work' });
    const slugs = async (workspace?: string): Promise<string[]> => {
      const input = workspace === undefined ? {} : { workspace };
      const { connections } = await call('connections.list', input);
      return connections.map(({ slug }) => slug);
    };
    expect(await slugs('work')).toEqual(['there']);
    expect(await slugs('personal')).toEqual(['here']);
    expect(await slugs()).toEqual(['there', 'here']);
    const of = async (workspace: string): Promise<number> =>
      (await call('virtual_keys.list', { workspace })).virtual_keys.length;
    expect([await of('work'), await of('personal')]).toEqual([1, 0]);
    const unknown = { label: 'x', workspace: 'nowhere' };
    expect(await refusal(call('virtual_keys.create', unknown))).toMatchObject({
      code: 'workspace_not_found',
    });
  });

  test('that is deleted ends what it holds, and gives its name back', async () => {
    await call('workspaces.create', { name: 'work' });
    await call('connections.add', {
      provider: 'openai',
      label: 'there',
      workspace: 'work',
      base_url: `${setup.provider.origin}/v1`,
      provider_key: 'sk-proj-WORKSPACEworkspaceWORKSPACE0123456789',
      validate_before_save: false,
    });
    const made = await call('virtual_keys.create', { label: 'editor', workspace: 'work' });
    await call('aliases.set', { name: 'smart', targets: ['there/m1'], workspace: 'work' });
    await call('workspaces.delete', { workspace: 'work' });
    expect((await call('aliases.list', {})).aliases).toEqual([]);
    expect((await call('connections.list', {})).connections).toEqual([]);
    const answer = await fetch(`${setup.engine.base}/v1/models`, {
      headers: { authorization: `Bearer ${made.key}` },
    });
    expect(answer.status).toBe(401);
    const { events } = await call('events.list', {});
    expect(events.map(({ type }) => type).slice(-4)).toEqual([
      'virtual_key.revoked',
      'key.revoked',
      'alias.removed',
      'workspace.deleted',
    ]);
    expect(await call('workspaces.create', { name: 'work' })).toMatchObject({ connections: 0 });
  });
});

describe('a price', () => {
  test('is set, listed, shown and removed', async () => {
    const set = await call('prices.set', {
      model: 'acme/m1',
      input: 3,
      output: 15,
      per_call: 0.01,
    });
    expect(set).toMatchObject({ cached_input: null, cache_write: null, per_call: 0.01 });
    expect((await call('prices.list', {})).own).toEqual([set]);
    const { prices } = await call('prices.show', { model: 'acme/m1' });
    expect(prices).toMatchObject([
      {
        provider: null,
        source: 'own',
        rates: [{ above: 0, input: 3, cached_input: 3, output: 15 }],
      },
    ]);
    await call('prices.remove', { model: 'acme/m1' });
    expect((await call('prices.list', {})).own).toEqual([]);
    expect(await refusal(call('prices.remove', { model: 'acme/m1' }))).toEqual({
      code: 'price_not_set',
      status: 404,
    });
    const { events } = await call('events.list', {});
    expect(events.at(-1)).toMatchObject({ type: 'settings.changed', data: { model: 'acme/m1' } });
  });

  test('of the list is shown with its tiers', async () => {
    const { prices, list } = await call('prices.show', { model: 'anthropic/claude-sonnet-4-5' });
    expect(list).toEqual({ source: 'bundled', fetched_at: null });
    expect(prices[0]).toMatchObject({
      provider: 'anthropic',
      source: 'genai-prices',
      rates: [
        { above: 0, input: 3, cached_input: 0.3, cache_write: 3.75, output: 15 },
        { above: 200_000, input: 6, output: 22.5 },
      ],
    });
  });

  test.each([
    [{ model: 'two words', input: 1, output: 1 }, 'model'],
    [{ model: 'm1', input: -1, output: 1 }, 'input'],
    [{ model: 'm1', input: 1, output: 1e9 }, 'output'],
  ])('of %j is refused', async (wrong, field) => {
    await expect(call('prices.set', wrong)).rejects.toThrow(field);
  });
});
