import { beforeEach, describe, expect, test } from 'vitest';
import { refusal, setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';

let setup: ManagementSetup;

beforeEach(async () => {
  setup = await setUpManagement();
  await setup.connect('personal');
});

const code = async (promise: Promise<unknown>): Promise<unknown> => refusal(promise);

const change = (told: object): Promise<unknown> =>
  setup.call('connections.update', { connection: 'personal', ...told });

describe('an alias', () => {
  test('is set, listed, changed and removed, each with its line in the audit log', async () => {
    const { call } = setup;
    const made = await call('aliases.set', { name: 'smart', targets: ['personal/fake-1'] });
    expect(made).toMatchObject({
      workspace_id: 'personal',
      name: 'smart',
      targets: ['personal/fake-1'],
    });
    const targets = ['fake-2', ' personal/fake-1 ', 'fake-2'];
    const changed = await call('aliases.set', { name: 'smart', targets });
    expect(changed).toMatchObject({ id: made.id, targets: ['fake-2', 'personal/fake-1'] });
    expect(await call('aliases.list', {})).toEqual({ aliases: [changed] });
    expect(await call('aliases.list', { workspace: 'personal' })).toEqual({ aliases: [changed] });
    expect(await call('aliases.remove', { name: 'smart' })).toBeUndefined();
    expect(await call('aliases.list', {})).toEqual({ aliases: [] });
    const { events } = await call('events.list', {});
    expect(
      events
        .filter(({ type }) => type.startsWith('alias.'))
        .map(({ type, actor, data }) => [type, actor, data['targets']]),
    ).toEqual([
      ['alias.set', 'cli', 'personal/fake-1'],
      ['alias.set', 'cli', 'fake-2, personal/fake-1'],
      ['alias.removed', 'cli', 'fake-2, personal/fake-1'],
    ]);
  });

  test('set to what it is already changes nothing', async () => {
    const { call } = setup;
    const made = await call('aliases.set', { name: 'smart', targets: ['fake-1'] });
    expect(await call('aliases.set', { name: 'smart', targets: ['fake-1'] })).toEqual(made);
    const { events } = await call('events.list', {});
    expect(events.filter(({ type }) => type === 'alias.set')).toHaveLength(1);
  });

  test('is still there when the engine starts again', async () => {
    const { call, engine } = setup;
    await call('aliases.set', { name: 'smart', targets: ['fake-1'] });
    const { store } = engine.engine.parts;
    expect(store.prepare('SELECT name, targets FROM aliases').all()).toEqual([
      { name: 'smart', targets: '["fake-1"]' },
    ]);
  });

  test.each([
    ['a provider', 'anthropic', ['fake-1'], 'alias_name_taken', 409],
    ['a connection', 'personal', ['fake-1'], 'alias_name_taken', 409],
    ['a model that is listed', 'fake-1', ['fake-2'], 'alias_name_taken', 409],
    ['a name with a slash', 'a/b', ['fake-1'], 'field_invalid', 422],
    ['itself', 'smart', ['smart'], 'alias_target_is_alias', 422],
    ['what nobody serves', 'smart', ['fake-11'], 'alias_target_unknown', 422],
    ['a target with spaces', 'smart', ['fake 1'], 'field_invalid', 422],
    ['no target', 'smart', [], 'field_invalid', 422],
  ])('refuses %s', async (_what, name, targets, expected, status) => {
    expect(await code(setup.call('aliases.set', { name, targets }))).toEqual({
      code: expected,
      status,
    });
  });

  test('names the nearest where nobody serves a target', async () => {
    const setting = setup.call('aliases.set', { name: 'smart', targets: ['fake-11'] });
    await expect(setting).rejects.toThrow('Nearest: fake-1');
  });

  test("takes a provider that is not connected yet, and one's own servers", async () => {
    const targets = ['anthropic/claude-sonnet-5', 'self_hosted:llama'];
    expect(await setup.call('aliases.set', { name: 'smart', targets })).toMatchObject({ targets });
  });

  test('that is not there cannot be removed', async () => {
    await setup.call('aliases.set', { name: 'smart', targets: ['fake-1'] });
    const removing = setup.call('aliases.remove', { name: 'smrt' });
    await expect(removing).rejects.toThrow('There is no alias "smrt". Aliases: smart.');
  });
});

describe('explaining a route', () => {
  beforeEach(() => void setup.engine.createKey({ label: 'ide' }));

  test('tells candidates, everyone left out, and sends nothing', async () => {
    const { call, provider } = setup;
    const asked = provider.calls.length;
    await setup.engine.connect('anthropic', { label: 'claude', validate: false });
    const explained = await call('routing.explain', { model: 'fake-1', virtual_key: 'ide' });
    expect(explained).toMatchObject({
      dialect: 'openai-chat',
      alias: null,
      candidates: [{ connection: 'personal', provider: 'openai', kind: 'own', model: 'fake-1' }],
      left_out: [{ connection: 'claude', code: 'model_not_listed' }],
      constraint: null,
      refusal: null,
    });
    expect(provider.calls).toHaveLength(asked);
  });

  test('tells what the request would be refused with', async () => {
    const { refusal: refused } = await setup.call('routing.explain', {
      model: 'fake-9',
      virtual_key: 'ide',
    });
    expect(refused?.code).toBe('model_not_found');
    expect(refused?.message).toContain('Nearest: fake-1');
  });

  test.each([
    [{ virtual_key: 'nobody' }, 'virtual_key_not_found', 404],
    [{ virtual_key: 'ide', routing: { only_byo: true } }, 'body_invalid_member', 400],
  ])('%j is refused', async (query, expected, status) => {
    const explaining = setup.call('routing.explain', { model: 'fake-1', ...query });
    expect(await code(explaining)).toEqual({ code: expected, status });
  });
});

describe('a connection', () => {
  test('shows its health, limits and tier', async () => {
    const [connection] = (await setup.call('connections.list', {})).connections;
    expect(connection).toMatchObject({
      max_concurrent: null,
      tier: null,
      detected_tier: null,
      tier_source: 'auto_detected',
      health: { state: 'healthy', failures: 0, retry_at: null },
      limits: [],
      limits_model: null,
      limits_seen_at: null,
    });
  });

  test('has its tier named, and found out again', async () => {
    expect(await change({ selected_tier: 'tier_4' })).toMatchObject({
      tier: 'tier_4',
      tier_source: 'user_specified',
    });
    expect(await change({ is_enterprise: true })).toMatchObject({ tier_source: 'enterprise' });
    expect(await change({ selected_tier: null, is_enterprise: false })).toMatchObject({
      tier: null,
      tier_source: 'auto_detected',
    });
  });

  test('takes no odd number of calls at a time', async () => {
    expect(await code(change({ max_concurrent: 0 }))).toEqual({
      code: 'field_invalid',
      status: 422,
    });
  });
});
