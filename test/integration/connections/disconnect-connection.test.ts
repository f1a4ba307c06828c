import { describe, expect, it } from 'vitest';
import { disconnectConnection } from '../../../src-proxy/connections/disconnect-connection.ts';
import { setConnectionEnabled } from '../../../src-proxy/connections/update-connection.ts';
import { AppError } from '../../../src-proxy/errors.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { connect, KEY, keyOf, openWithProvider, OTHER_KEY } from './connect.ts';

async function connected() {
  const opened = await openWithProvider();
  const connection = await connect(opened.setup, opened.provider);
  const disconnect = () => disconnectConnection(opened.setup.deps, connection.slug, 'shell');
  return { ...opened, connection, disconnect };
}

async function refused() {
  const opened = await connected();
  opened.setup.backend.at.beforeRemove = () => {
    throw new AppError('keychain_refused');
  };
  const code = await errorCodeOf(opened.disconnect());
  return { ...opened, code };
}

describe('disconnecting', () => {
  it('erases the key and ends the connection', async () => {
    const { setup, disconnect, isEmpty } = await connected();
    await disconnect();
    expect(isEmpty()).toBe(true);
    expect(setup.reopen().deps.connections.list()).toEqual([]);
  });

  it('keeps the row for the history', async () => {
    const { setup, connection, disconnect } = await connected();
    await disconnect();
    const row = setup.store
      .prepare('SELECT label, disconnected_at AS endedAt FROM connections WHERE id = ?')
      .get(connection.id);
    expect(row).toEqual({ label: 'Personal', endedAt: setup.time.now });
  });

  it('stops new requests and ends running ones before the vault has answered', async () => {
    const { setup, connection, disconnect } = await connected();
    const seen: unknown[] = [];
    setup.backend.at.beforeRemove = () => {
      seen.push(setup.deps.connections.get(connection.id)?.isEnabled, setup.aborted.length);
    };
    await disconnect();
    expect(seen).toEqual([false, 1]);
    expect(setup.aborted[0]).toMatchObject({
      id: connection.id,
      error: { code: 'connection_disconnected' },
    });
  });

  it('ends what began while the key was being erased', async () => {
    const { setup, connection, disconnect } = await connected();
    await disconnect();
    expect(setup.aborted.map(({ id }) => id)).toEqual([connection.id, connection.id]);
  });

  it('forgets the key in memory', async () => {
    const { setup, connection, disconnect } = await connected();
    await keyOf(setup, connection.id);
    expect((await setup.vault.status()).cached).toBe(1);
    await disconnect();
    expect((await setup.vault.status()).cached).toBe(0);
  });

  it('is in the audit log', async () => {
    const { setup, connection, disconnect } = await connected();
    await disconnect();
    expect(setup.events().at(-1)).toMatchObject({
      type: 'key.revoked',
      actor: 'shell',
      subjectId: connection.id,
      data: { label: 'Personal', wasDefault: true },
    });
  });

  it('frees its label, slug and key', async () => {
    const { setup, provider, disconnect } = await connected();
    await disconnect();
    expect((await connect(setup, provider)).slug).toBe('personal');
  });

  it('works while the vault is locked', async () => {
    const { setup, disconnect, isEmpty } = await connected();
    setup.vault.lock();
    await disconnect();
    expect(isEmpty()).toBe(true);
  });

  it('needs no vault for a reference', async () => {
    const { setup, add } = await openWithProvider({ environment: { A_KEY: KEY } });
    const { connection } = await add({ key: undefined, reference: 'env:A_KEY' });
    await disconnectConnection(setup.deps, connection.id, 'cli');
    expect(setup.deps.connections.list()).toEqual([]);
    expect((await setup.vault.status()).cached).toBe(0);
  });

  it('names what there is when it does not know the connection', async () => {
    const { setup } = await connected();
    await expect(disconnectConnection(setup.deps, 'nowhere', 'cli')).rejects.toThrow(
      'There is no connection "nowhere". Connections: personal.',
    );
  });

  it('refuses a label that two connections share', async () => {
    const { setup, provider } = await connected();
    await connect(setup, provider, { provider: 'deepseek', label: 'My key', key: OTHER_KEY });
    await connect(setup, provider, { label: 'My key', key: `${KEY}3` });
    const ending = disconnectConnection(setup.deps, 'my KEY', 'cli');
    expect(await errorCodeOf(ending)).toBe('connection_ambiguous');
    expect(setup.deps.connections.list()).toHaveLength(3);
  });

  it('of the default makes no other the default by itself', async () => {
    const { setup, provider, disconnect } = await connected();
    const other = await connect(setup, provider, { label: 'Work', key: OTHER_KEY });
    await disconnect();
    expect(setup.deps.connections.get(other.id)?.isDefault).toBe(false);
  });

  it('twice at a time ends it once', async () => {
    const { setup, disconnect } = await connected();
    const codes = await Promise.all([errorCodeOf(disconnect()), errorCodeOf(disconnect())]);
    expect(codes).toEqual(['none', 'connection_not_found']);
    expect(setup.events().filter((event) => event.type === 'key.revoked')).toHaveLength(1);
  });
});

describe('disconnecting when the vault refuses', () => {
  it('says so in the vault’s own words', async () => {
    expect((await refused()).code).toBe('keychain_refused');
  });

  it('leaves the connection switched off, also after a restart', async () => {
    const { setup, connection } = await refused();
    expect(setup.deps.connections.get(connection.id)?.isEnabled).toBe(false);
    expect(setup.reopen().deps.connections.get(connection.id)?.isEnabled).toBe(false);
  });

  it('logs why it was switched off', async () => {
    const { setup } = await refused();
    expect(setup.events().at(-1)).toMatchObject({
      type: 'key.disabled',
      data: { reason: 'keychain_refused' },
    });
  });

  it('can be tried again', async () => {
    const { setup, disconnect, isEmpty } = await refused();
    setup.backend.at = {};
    await disconnect();
    expect(isEmpty()).toBe(true);
  });

  it('can be called off by switching the connection on', async () => {
    const { setup, connection } = await refused();
    const enabled = setConnectionEnabled(setup.deps, connection.id, true, 'cli');
    expect(enabled.isEnabled).toBe(true);
  });
});
