import { beforeEach, describe, expect, test } from 'vitest';
import { anthropic } from '../../../src-proxy/providers/anthropic.ts';
import { refusal, setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';

let call: ManagementSetup['call'];

beforeEach(async () => {
  ({ call } = await setUpManagement());
});

describe('a workspace', () => {
  test('is made, listed, shown, changed and deleted', async () => {
    const made = await call('workspaces.create', { name: 'work', data_policy: 'zdr' });
    expect(made).toMatchObject({ name: 'work', data_policy: 'zdr' });
    const { workspaces } = await call('workspaces.list', {});
    expect(workspaces.map(({ name }) => name)).toEqual(['personal', 'work']);
    const changed = await call('workspaces.update', { workspace: 'work', region: 'eu' });
    expect(await call('workspaces.show', { workspace: 'work' })).toEqual(changed);
    await call('workspaces.delete', { workspace: 'work' });
    expect(await refusal(call('workspaces.show', { workspace: 'work' }))).toMatchObject({
      code: 'workspace_not_found',
    });
  });
});

describe("a price of the user's own", () => {
  test('is set, wins over the list, and is removed', async () => {
    await call('prices.set', { model: 'openai/gpt-4o', input: 1, output: 2 });
    const { own, list } = await call('prices.list', {});
    expect(own).toMatchObject([{ model: 'openai/gpt-4o', input: 1, output: 2 }]);
    expect(list).toEqual({ source: 'bundled', fetched_at: null });
    const { prices } = await call('prices.show', { model: 'openai/gpt-4o' });
    expect(prices[0]).toMatchObject({ rates: [{ input: 1, output: 2 }] });
    await call('prices.remove', { model: 'openai/gpt-4o' });
    expect((await call('prices.list', {})).own).toEqual([]);
  });

  test('leaves the list as it came when that is asked for', async () => {
    const { list } = await call('prices.update', { use_bundled: true });
    expect(list.source).toBe('bundled');
  });
});

describe('a budget', () => {
  test('is raised until a moment, and says so', async () => {
    await call('virtual_keys.create', { label: 'editor', budgets: [{ usd: 5, per: 'day' }] });
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const raised = await call('virtual_keys.raise', {
      virtual_key: 'editor',
      usd: 10,
      per: 'day',
      until,
    });
    expect(JSON.stringify(raised)).toContain(until);
  });
});

describe('what is here already', () => {
  test('is looked for when asked, and a pasted key recognised by its shape', async () => {
    expect(await call('discover', {})).toBeTypeOf('object');
    const found = await call('providers.recognise', {
      provider_key: anthropic.keyShape?.example ?? '',
    });
    expect(JSON.stringify(found)).toContain('anthropic');
  });
});
