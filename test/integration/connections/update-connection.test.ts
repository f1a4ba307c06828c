import { describe, expect, it } from 'vitest';
import {
  setConnectionEnabled,
  setDefaultConnection,
  updateConnection,
  type ConnectionChange,
} from '../../../src-proxy/connections/update-connection.ts';
import { codeOf } from '../../support/error-code.ts';
import { START } from '../../support/set-up-connections.ts';
import { connect, openWithProvider, OTHER_KEY } from './connect.ts';

async function connected() {
  const opened = await openWithProvider();
  const { setup, provider } = opened;
  const connection = await connect(setup, provider);
  const update = (change: ConnectionChange) =>
    updateConnection(setup.deps, connection.slug, change, 'cli');
  const codeFor = (change: ConnectionChange): string => {
    try {
      update(change);
      return 'none';
    } catch (error) {
      return codeOf(error);
    }
  };
  return { ...opened, deps: setup.deps, connection, update, codeFor };
}

describe('updating a connection', () => {
  it('changes what is given and leaves the rest', async () => {
    const { connection, update } = await connected();
    const change = {
      label: 'Büro',
      tags: ['a', 'b'],
      environment: 'prod',
      dataPolicy: 'zdr',
      billing: 'subscription',
      declaredRegion: 'EU',
      kind: 'platform',
      refId: 'user-1',
      expiresAt: START + 1000,
    } as const;
    expect(update(change)).toEqual({ ...connection, ...change, declaredRegion: 'eu' });
  });

  it('keeps the slug, which tools are configured with', async () => {
    const { update } = await connected();
    expect(update({ label: 'Another' }).slug).toBe('personal');
  });

  it('takes settings away', async () => {
    const { update } = await connected();
    update({ environment: 'dev', refId: 'user-1', expiresAt: START + 1 });
    const next = update({ environment: null, refId: null, expiresAt: null });
    expect(next).toMatchObject({ environment: null, refId: null, expiresAt: null });
  });

  it('logs which settings changed', async () => {
    const { setup, update } = await connected();
    update({ label: 'Work', tags: [], billing: 'subscription' });
    expect(setup.events().at(-1)).toMatchObject({
      type: 'connection.updated',
      data: { label: 'Work', changed: 'label, billing' },
    });
  });

  it('logs nothing when nothing changed', async () => {
    const { setup, connection, update } = await connected();
    expect(update({ label: 'Personal', tags: [] })).toEqual(connection);
    expect(setup.events()).toHaveLength(1);
  });

  it('takes a key to another address as untested, and its models as unknown', async () => {
    const { provider, update } = await connected();
    const next = update({ baseUrl: `${provider.origin}/other/v1/` });
    expect(next).toMatchObject({
      baseUrl: `${provider.origin}/other/v1`,
      validationStatus: 'untested',
      modelsFetchedAt: null,
    });
  });

  it.each<[ConnectionChange, string]>([
    [{ label: '' }, 'field_invalid'],
    [{ label: 'a\nb' }, 'field_invalid'],
    [{ baseUrl: 'http://example.com' }, 'base_url_insecure'],
    [{ baseUrl: 'https://user:pass@example.com' }, 'base_url_invalid'],
    [{ tags: ['a\u0000'] }, 'field_invalid'],
    [{ refId: 'a b' }, 'field_invalid'],
    [{ expiresAt: START - 1 }, 'field_invalid'],
  ])('refuses %j as %s and changes nothing', async (change, code) => {
    const { deps, connection, codeFor } = await connected();
    expect(codeFor(change)).toBe(code);
    expect(deps.connections.get(connection.id)).toEqual(connection);
  });

  it('refuses a label and a ref id that are taken', async () => {
    const { setup, provider, codeFor } = await connected();
    await connect(setup, provider, { label: 'Work', key: OTHER_KEY, refId: 'user-1' });
    expect(codeFor({ label: 'WORK' })).toBe('connection_label_taken');
    expect(codeFor({ refId: 'user-1' })).toBe('connection_ref_id_taken');
  });

  it('leaves an own server its address and region', async () => {
    const { deps, add } = await connected();
    await add({ provider: 'self_hosted', label: 'Ollama', declaredRegion: 'local' });
    const without = (change: ConnectionChange) => () =>
      updateConnection(deps, 'ollama', change, 'cli');
    expect(without({ baseUrl: null })).toThrow('needs a base URL');
    expect(without({ declaredRegion: null })).toThrow('needs a declared region');
  });
});

describe('the switch of a connection', () => {
  it('is off at once, and on again', async () => {
    const { deps, connection } = await connected();
    expect(setConnectionEnabled(deps, 'personal', false, 'shell').isEnabled).toBe(false);
    expect(deps.connections.get(connection.id)?.isEnabled).toBe(false);
    expect(setConnectionEnabled(deps, 'personal', true, 'shell').isEnabled).toBe(true);
  });

  it('is logged at each change, once', async () => {
    const { setup, deps } = await connected();
    setConnectionEnabled(deps, 'personal', false, 'shell');
    setConnectionEnabled(deps, 'personal', false, 'shell');
    setConnectionEnabled(deps, 'personal', true, 'shell');
    const types = setup.events().map((event) => event.type);
    expect(types).toEqual(['key.connected', 'key.disabled', 'key.enabled']);
  });

  it('lets running requests finish', async () => {
    const { setup, deps } = await connected();
    setConnectionEnabled(deps, 'personal', false, 'shell');
    expect(setup.aborted).toEqual([]);
  });

  it('leaves the default the default', async () => {
    const { deps } = await connected();
    expect(setConnectionEnabled(deps, 'personal', false, 'shell').isDefault).toBe(true);
  });

  it('stays as it was when it cannot be recorded', async () => {
    const { setup, deps, connection } = await connected();
    setup.store.exec(
      `CREATE TRIGGER no_log BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END`,
    );
    expect(() => setConnectionEnabled(deps, 'personal', false, 'shell')).toThrow('full');
    expect(deps.connections.get(connection.id)?.isEnabled).toBe(true);
    expect(setup.reopen().deps.connections.get(connection.id)?.isEnabled).toBe(true);
  });
});

describe('the default of a provider', () => {
  it('is one at a time', async () => {
    const { setup, deps, provider, connection } = await connected();
    const other = await connect(setup, provider, { label: 'Work', key: OTHER_KEY });
    setDefaultConnection(deps, 'work', 'cli');
    expect(deps.connections.get(other.id)?.isDefault).toBe(true);
    expect(deps.connections.get(connection.id)?.isDefault).toBe(false);
    const reopened = setup.reopen().deps.connections;
    expect(reopened.list().filter((c) => c.isDefault)).toHaveLength(1);
  });

  it('is logged when it changes', async () => {
    const { setup, deps, provider } = await connected();
    await connect(setup, provider, { label: 'Work', key: OTHER_KEY });
    setDefaultConnection(deps, 'work', 'cli');
    setDefaultConnection(deps, 'work', 'cli');
    const changes = setup.events().filter((event) => event.type === 'connection.updated');
    expect(changes).toMatchObject([{ data: { slug: 'work', changed: 'isDefault' } }]);
  });

  it('of one provider says nothing of another', async () => {
    const { deps, provider, setup, connection } = await connected();
    await connect(setup, provider, { provider: 'deepseek', label: 'Deep' });
    setDefaultConnection(deps, 'deep', 'cli');
    expect(deps.connections.get(connection.id)?.isDefault).toBe(true);
  });
});
