import { describe, expect, it } from 'vitest';
import { disconnectConnection } from '../../../src-proxy/connections/disconnect-connection.ts';
import { keySourceOf } from '../../../src-proxy/connections/key-source-of.ts';
import {
  rotateConnection,
  type Rotation,
} from '../../../src-proxy/connections/rotate-connection.ts';
import {
  setConnectionEnabled,
  updateConnection,
} from '../../../src-proxy/connections/update-connection.ts';
import { AppError } from '../../../src-proxy/errors.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { modelList } from '../../support/fake-provider.ts';
import { connect, itemsInUse, KEY, keyOf, openWithProvider, OTHER_KEY } from './connect.ts';

async function connected(options: Parameters<typeof openWithProvider>[0] = {}) {
  const opened = await openWithProvider(options);
  const { setup, provider } = opened;
  const connection = await connect(setup, provider, { tags: ['ci'] });
  const rotate = (input: Rotation = { key: OTHER_KEY }) =>
    rotateConnection(setup.deps, connection.slug, input, 'cli');
  return { ...opened, connection, rotate };
}

describe('rotating a key', () => {
  it('keeps everything of the connection but the key', async () => {
    const { setup, connection, rotate } = await connected();
    setup.time.now += 1000;
    const rotated = await rotate();
    expect(rotated.connection).toEqual({
      ...connection,
      keyVersion: 2,
      keyPreview: 'sk-proj-...4567',
      rotatedAt: setup.time.now,
      lastTestedAt: setup.time.now,
      modelsFetchedAt: setup.time.now,
      lastTestLatencyMs: rotated.probe?.latencyMs,
    });
    expect(await keyOf(setup, connection.id)).toBe(OTHER_KEY);
  });

  it('probes the new key, not the old', async () => {
    const { provider, rotate } = await connected();
    await rotate();
    expect(provider.calls.at(-1)?.headers.authorization).toBe(`Bearer ${OTHER_KEY}`);
  });

  it('erases the old key', async () => {
    const { setup, connection, rotate } = await connected();
    await rotate();
    expect([...setup.backend.itemIds]).toEqual([`${connection.id}.v2`]);
    expect(setup.noted()).toEqual([]);
  });

  it('leaves a request the key it holds', async () => {
    const { setup, connection, rotate } = await connected();
    const held = await setup.vault.read(keySourceOf(connection));
    await rotate();
    expect(held?.expose()).toBe(KEY);
  });

  it('lists the models the new key opens', async () => {
    const { setup, provider, connection, rotate } = await connected();
    provider.answer(() => modelList('fake-2', 'fake-3'));
    await rotate();
    const ids = setup.deps.connections.modelsOf(connection.id).map((model) => model.id);
    expect(ids).toEqual(['fake-2', 'fake-3']);
  });

  it('is in the audit log by both previews', async () => {
    const { setup, rotate } = await connected();
    await rotate();
    expect(setup.events().at(-1)).toMatchObject({
      type: 'key.rotated',
      data: { preview: 'sk-proj-...4567', formerPreview: 'sk-proj-...4567', slug: 'personal' },
    });
  });

  it('changes nothing when the new key is refused', async () => {
    const { setup, provider, connection, rotate } = await connected();
    provider.answer(() => ({ status: 401 }));
    expect(await errorCodeOf(rotate())).toBe('provider_key_invalid');
    expect(setup.deps.connections.get(connection.id)).toEqual(connection);
    expect(await keyOf(setup, connection.id)).toBe(KEY);
    expect(setup.events().at(-1)).toMatchObject({
      type: 'key.validation_failed',
      subjectId: connection.id,
    });
  });

  it('changes nothing when the provider does not answer, unless told not to validate', async () => {
    const { setup, provider, connection, rotate } = await connected({ probeTimeoutMs: 50 });
    provider.answer(() => 'never');
    expect(await errorCodeOf(rotate())).toBe('upstream_timeout');
    expect(await keyOf(setup, connection.id)).toBe(KEY);
    const rotated = await rotate({ key: OTHER_KEY, validate: false });
    expect(rotated.connection.validationStatus).toBe('untested');
  });

  it('does not take the former key’s verdict over', async () => {
    const { provider, rotate } = await connected();
    provider.answer(() => ({ status: 500 }));
    expect((await rotate()).connection.validationStatus).toBe('untested');
  });

  it('may enter the same key again', async () => {
    const { setup, connection, rotate } = await connected();
    await rotate({ key: KEY });
    expect(await keyOf(setup, connection.id)).toBe(KEY);
  });

  it('refuses the key of another connection', async () => {
    const { setup, provider, rotate } = await connected();
    await connect(setup, provider, { label: 'Work', key: OTHER_KEY });
    expect(await errorCodeOf(rotate())).toBe('connection_duplicate');
    expect([...setup.backend.itemIds].toSorted()).toEqual(itemsInUse(setup).toSorted());
  });

  it('needs a key', async () => {
    const { rotate } = await connected();
    expect(await errorCodeOf(rotate({}))).toBe('provider_key_missing');
  });

  it('gives a key to an own server that had none', async () => {
    const { setup, add } = await openWithProvider();
    const server = { provider: 'self_hosted', declaredRegion: 'local', key: undefined };
    const { connection } = await add(server);
    await rotateConnection(setup.deps, connection.id, { key: KEY }, 'cli');
    expect(await keyOf(setup, connection.id)).toBe(KEY);
  });

  it('turns a key into a reference, and erases it', async () => {
    const { setup, connection, rotate } = await connected({ environment: { NEXT: OTHER_KEY } });
    const rotated = await rotate({ reference: 'env:NEXT' });
    expect((await setup.vault.status()).cached).toBe(0);
    expect(rotated.connection).toMatchObject({ keySource: 'reference', keyPreview: null });
    expect(await keyOf(setup, connection.id)).toBe(OTHER_KEY);
    expect(setup.backend.itemIds.size).toBe(0);
  });

  it('does not turn a reference into a key', async () => {
    const { setup, add } = await openWithProvider({ environment: { FIRST: KEY } });
    const { connection } = await add({ key: undefined, reference: 'env:FIRST' });
    const rotation = rotateConnection(setup.deps, connection.id, { key: OTHER_KEY }, 'cli');
    expect(await errorCodeOf(rotation)).toBe('connection_key_is_reference');
  });
});

describe('a rotation and what happens beside it', () => {
  it('keeps a change of label and switch made while the vault writes', async () => {
    const { setup, connection, rotate } = await connected();
    setup.backend.at.beforeWrite = () => {
      updateConnection(setup.deps, connection.id, { label: 'Renamed' }, 'cli');
      setConnectionEnabled(setup.deps, connection.id, false, 'shell');
    };
    const rotated = await rotate();
    expect(rotated.connection).toMatchObject({ label: 'Renamed', isEnabled: false, keyVersion: 2 });
  });

  it('two at a time leave the later key and no other', async () => {
    const { setup, connection, rotate } = await connected();
    const third = `${KEY}3`;
    await Promise.all([rotate(), rotate({ key: third })]);
    expect([...setup.backend.itemIds]).toEqual(itemsInUse(setup));
    expect([OTHER_KEY, third]).toContain(await keyOf(setup, connection.id));
  });

  it('does not revive a connection that was disconnected while the new key was probed', async () => {
    const { setup, provider, connection, rotate } = await connected();
    provider.answer(async () => {
      await disconnectConnection(setup.deps, connection.id, 'cli');
      return modelList('fake-1');
    });
    expect(await errorCodeOf(rotate())).toBe('connection_not_found');
    expect(setup.backend.itemIds.size).toBe(0);
    expect(setup.deps.connections.list()).toEqual([]);
  });

  it('keeps the old key when the vault refuses the new one', async () => {
    const { setup, connection, rotate } = await connected();
    setup.backend.at.beforeWrite = () => {
      throw new AppError('keychain_refused');
    };
    expect(await errorCodeOf(rotate())).toBe('keychain_refused');
    expect(setup.deps.connections.get(connection.id)).toEqual(connection);
    expect(await keyOf(setup, connection.id)).toBe(KEY);
  });

  it('never writes over an item whose write timed out and may land late', async () => {
    const { setup, connection, rotate } = await connected();
    setup.backend.at.afterWrite = () => {
      throw new AppError('keychain_timeout', { seconds: 10 });
    };
    expect(await errorCodeOf(rotate())).toBe('keychain_timeout');
    setup.backend.at = {};
    const rotated = await rotate();
    expect(rotated.connection.keyVersion).toBe(3);
    expect([...setup.backend.itemIds]).toEqual([`${connection.id}.v3`]);
  });

  it('succeeds when the old key cannot be erased, and erases it later', async () => {
    const { setup, connection, rotate } = await connected();
    setup.backend.at.beforeRemove = () => {
      throw new AppError('keychain_locked');
    };
    await rotate();
    expect(await keyOf(setup, connection.id)).toBe(OTHER_KEY);
    expect(setup.noted()).toEqual([`${connection.id}.v1`]);
    setup.backend.at = {};
    await setup.deps.keyItems.eraseNoted();
    expect([...setup.backend.itemIds]).toEqual(itemsInUse(setup));
    expect(setup.noted()).toEqual([]);
  });

  it('does not lose the new key to an erasure of leftovers under way', async () => {
    const { setup, connection, rotate } = await connected();
    setup.backend.at.afterWrite = () => setup.deps.keyItems.eraseNoted();
    await rotate();
    expect(await keyOf(setup, connection.id)).toBe(OTHER_KEY);
  });

  it('does not lose the new key to a subscriber that fails', async () => {
    const { setup, connection, rotate } = await connected();
    setup.deps.events.subscribe(() => {
      throw new Error('a fault elsewhere');
    });
    await expect(rotate()).rejects.toThrow('a fault elsewhere');
    expect(await keyOf(setup, connection.id)).toBe(OTHER_KEY);
  });
});
