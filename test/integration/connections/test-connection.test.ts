import { describe, expect, it } from 'vitest';
import { disconnectConnection } from '../../../src-proxy/connections/disconnect-connection.ts';
import { rotateConnection } from '../../../src-proxy/connections/rotate-connection.ts';
import { testConnection } from '../../../src-proxy/connections/test-connection.ts';
import { setConnectionEnabled } from '../../../src-proxy/connections/update-connection.ts';
import { AppError } from '../../../src-proxy/errors.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { modelList } from '../../support/fake-provider.ts';
import { connect, KEY, openWithProvider, OTHER_KEY } from './connect.ts';

async function connected(options: Parameters<typeof openWithProvider>[0] = {}) {
  const opened = await openWithProvider(options);
  const { setup, provider } = opened;
  const connection = await connect(setup, provider);
  return { ...opened, connection, test: () => testConnection(setup.deps, 'personal', 'browser') };
}

describe('testing a connection', () => {
  it('tells what was found and keeps it', async () => {
    const { setup, provider, test } = await connected();
    provider.answer(() => modelList('fake-1', 'fake-2'));
    setup.time.now += 5000;
    const { connection, probe } = await test();
    expect(probe).toMatchObject({ validationStatus: 'valid', status: 200, error: null });
    expect(probe.models).toHaveLength(2);
    expect(connection).toMatchObject({
      validationStatus: 'valid',
      lastTestedAt: setup.time.now,
      lastTestLatencyMs: probe.latencyMs,
    });
    expect(setup.deps.connections.modelsOf(connection.id)).toHaveLength(2);
  });

  it('is in the audit log', async () => {
    const { setup, connection, test } = await connected();
    const { probe } = await test();
    expect(setup.events().at(-1)).toMatchObject({
      type: 'connection.tested',
      actor: 'browser',
      subjectId: connection.id,
      data: { validationStatus: 'valid', status: 200, latencyMs: probe.latencyMs },
    });
  });

  it('finds a key that was revoked at the provider', async () => {
    const { setup, provider, test } = await connected();
    provider.answer(() => ({ status: 401 }));
    const { connection, probe } = await test();
    expect(connection.validationStatus).toBe('invalid');
    expect(probe.error).toMatchObject({ code: 'provider_key_invalid' });
    expect(probe.error?.message).not.toContain('Nothing was saved');
    const types = setup.events().map((event) => event.type);
    expect(types.slice(-2).toSorted()).toEqual(['connection.tested', 'key.validation_failed']);
  });

  it('keeps the models of a connection whose test fails', async () => {
    const { setup, provider, connection, test } = await connected();
    provider.answer(() => ({ status: 401 }));
    await test();
    expect(setup.deps.connections.modelsOf(connection.id)).toHaveLength(1);
  });

  it('finds that the provider does not answer', async () => {
    const { provider, test } = await connected({ probeTimeoutMs: 50 });
    provider.answer(() => 'never');
    const { connection, probe } = await test();
    expect(connection).toMatchObject({ validationStatus: 'unreachable', lastTestLatencyMs: null });
    expect(probe.error?.code).toBe('upstream_timeout');
  });

  it.each([429, 500])('lets the former verdict stand at a %s', async (status) => {
    const { provider, test } = await connected();
    provider.answer(() => ({ status }));
    expect((await test()).connection.validationStatus).toBe('valid');
  });

  it('does not call a provider unreachable that answers again', async () => {
    const { provider, test } = await connected({ probeTimeoutMs: 50 });
    provider.answer(() => 'never');
    await test();
    provider.answer(() => ({ status: 500 }));
    expect((await test()).connection.validationStatus).toBe('untested');
  });

  it('works while the connection is switched off, and leaves it off', async () => {
    const { setup, test } = await connected();
    setConnectionEnabled(setup.deps, 'personal', false, 'cli');
    const { connection } = await test();
    expect(connection).toMatchObject({ validationStatus: 'valid', isEnabled: false });
  });

  it('changes nothing when the vault does not give the key', async () => {
    const { setup, connection, test } = await connected();
    setup.backend.at.beforeRead = () => {
      throw new AppError('keychain_locked');
    };
    setup.vault.forget({ itemId: `${connection.id}.v1` });
    expect(await errorCodeOf(test())).toBe('keychain_locked');
    expect(setup.deps.connections.get(connection.id)).toEqual(connection);
  });

  it('says nothing of a key that was rotated meanwhile', async () => {
    const { setup, provider, test } = await connected();
    provider.answer(async ({ headers }) => {
      if (headers.authorization === `Bearer ${OTHER_KEY}`) return modelList('fake-1');
      await rotateConnection(setup.deps, 'personal', { key: OTHER_KEY }, 'cli');
      return { status: 401 };
    });
    const { connection, probe } = await test();
    expect(probe.validationStatus).toBe('invalid');
    expect(connection).toMatchObject({ validationStatus: 'valid', keyVersion: 2 });
  });

  it('says so when the connection was disconnected meanwhile', async () => {
    const { setup, provider, test } = await connected();
    provider.answer(async () => {
      await disconnectConnection(setup.deps, 'personal', 'cli');
      return modelList('fake-1');
    });
    expect(await errorCodeOf(test())).toBe('connection_not_found');
  });

  it('never shows the key', async () => {
    const { setup, provider, test } = await connected();
    provider.answer(() => ({ status: 403, body: { error: `no: ${KEY}` } }));
    const { connection, probe } = await test();
    const said = JSON.stringify([connection, probe, probe.error?.message, setup.events()]);
    expect(said).toContain('refused this provider key');
    expect(said).not.toContain(KEY);
  });
});
