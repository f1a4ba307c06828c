import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-proxy/errors.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { itemsInUse, KEY, openWithProvider, OTHER_KEY } from './connect.ts';

describe('two connections to one provider', () => {
  it('need different labels', async () => {
    const { add } = await openWithProvider();
    await add();
    const again = { key: OTHER_KEY, label: 'personal' };
    expect(await errorCodeOf(add(again))).toBe('connection_label_taken');
  });

  it('need different ref ids', async () => {
    const { add } = await openWithProvider();
    await add({ refId: 'user-1' });
    const again = { key: OTHER_KEY, label: 'Work', refId: 'user-1' };
    expect(await errorCodeOf(add(again))).toBe('connection_ref_id_taken');
  });

  it('need different keys', async () => {
    const { setup, add } = await openWithProvider();
    await add();
    const error: unknown = await add({ label: 'Work' }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'connection_duplicate', status: 409 });
    expect(String(error)).toContain('"personal"');
    expect([...setup.backend.itemIds]).toEqual(itemsInUse(setup));
  });

  it('cannot both be saved when they are added at the same time', async () => {
    const { setup, add } = await openWithProvider();
    const codes = await Promise.all([errorCodeOf(add()), errorCodeOf(add({ label: 'Work' }))]);
    expect(codes.toSorted()).toEqual(['connection_duplicate', 'none']);
    expect(setup.deps.connections.list()).toHaveLength(1);
  });

  it('cannot take the same label at the same time', async () => {
    const { setup, add } = await openWithProvider();
    const codes = await Promise.all([errorCodeOf(add()), errorCodeOf(add({ key: OTHER_KEY }))]);
    expect(codes.toSorted()).toEqual(['connection_label_taken', 'none']);
    expect([...setup.backend.itemIds]).toEqual(itemsInUse(setup));
  });

  it('may have one key at two providers, or in two workspaces', async () => {
    const { setup, add } = await openWithProvider();
    await add();
    await add({ provider: 'deepseek' });
    await add({ workspaceId: 'work' });
    expect(setup.deps.connections.list()).toHaveLength(3);
  });

  it('can be added while the first one’s key cannot be read', async () => {
    const { setup, add } = await openWithProvider();
    await add();
    setup.vault.forget({ itemId: itemsInUse(setup)[0] ?? '' });
    setup.backend.at.beforeRead = () => {
      throw new AppError('keychain_locked');
    };
    const { connection } = await add({ label: 'Work', key: OTHER_KEY });
    expect(connection.label).toBe('Work');
  });

  it('may repeat freely for own servers', async () => {
    const { setup, add } = await openWithProvider();
    const server = { provider: 'self_hosted', declaredRegion: 'local' };
    await add(server);
    await add(server);
    expect(setup.deps.connections.list().map((c) => c.slug)).toEqual(['personal', 'personal-2']);
  });

  it('have the first as the default, unless the second asks', async () => {
    const { setup, add } = await openWithProvider();
    const first = await add();
    const second = await add({ label: 'Work', key: OTHER_KEY });
    expect([first.connection.isDefault, second.connection.isDefault]).toEqual([true, false]);
    const third = await add({ label: 'Third', key: `${KEY}3`, isDefault: true });
    const defaults = setup.deps.connections.list().filter((c) => c.isDefault);
    expect(defaults.map((c) => c.id)).toEqual([third.connection.id]);
  });
});
