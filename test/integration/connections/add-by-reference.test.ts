import { describe, expect, it } from 'vitest';
import { errorCodeOf } from '../../support/error-code.ts';
import { KEY, keyOf, openWithProvider } from './connect.ts';

describe('a connection by reference', () => {
  const environment = { OPENAI_API_KEY: KEY };
  const reference = { key: undefined, reference: 'env:OPENAI_API_KEY' };

  it('is probed with what the reference gives', async () => {
    const { provider, add } = await openWithProvider({ environment });
    const { connection } = await add(reference);
    expect(provider.calls[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(connection).toMatchObject({
      keySource: 'reference',
      keyReference: 'env:OPENAI_API_KEY',
      keyPreview: null,
    });
  });

  it('leaves nothing in the vault', async () => {
    const { setup, add } = await openWithProvider({ environment });
    const { connection } = await add(reference);
    expect(setup.backend.itemIds.size).toBe(0);
    expect(await keyOf(setup, connection.id)).toBe(KEY);
  });

  it('is not saved when the reference gives nothing', async () => {
    const { add, isEmpty } = await openWithProvider();
    expect(await errorCodeOf(add(reference))).toBe('reference_unresolved');
    expect(isEmpty()).toBe(true);
  });

  it('stays nowhere in memory when it is not saved', async () => {
    const { setup, provider, add } = await openWithProvider({ environment });
    provider.answer(() => ({ status: 401 }));
    expect(await errorCodeOf(add(reference))).toBe('provider_key_invalid');
    expect((await setup.vault.status()).cached).toBe(0);
  });

  it('is not resolved when told not to validate', async () => {
    const { add } = await openWithProvider();
    const { connection } = await add({ ...reference, validate: false });
    expect(connection.keyReference).toBe('env:OPENAI_API_KEY');
  });

  it('is a duplicate of the same reference', async () => {
    const { add } = await openWithProvider({ environment });
    await add(reference);
    expect(await errorCodeOf(add({ ...reference, label: 'Work' }))).toBe('connection_duplicate');
  });

  it('is a duplicate of the key it gives', async () => {
    const { add } = await openWithProvider({ environment });
    await add();
    expect(await errorCodeOf(add({ ...reference, label: 'Work' }))).toBe('connection_duplicate');
  });

  it('whose secret no header can carry is refused', async () => {
    const { provider, add, isEmpty } = await openWithProvider({
      environment: { OPENAI_API_KEY: 'a\nb' },
    });
    expect(await errorCodeOf(add(reference))).toBe('provider_key_malformed');
    expect(provider.calls).toEqual([]);
    expect(isEmpty()).toBe(true);
  });

  it('tells the audit log no reference, which may be a command', async () => {
    const { setup, add } = await openWithProvider();
    const command = { key: undefined, reference: 'exec:printf secret-in-a-command' };
    await add({ ...command, validate: false });
    expect(JSON.stringify(setup.events())).not.toContain('secret-in-a-command');
  });
});
