import { beforeEach, describe, expect, test } from 'vitest';
import { refusal, setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';
import { socketClient } from '../../support/socket-client.ts';

let engine: ManagementSetup['engine'];
let client: ManagementSetup['client'];
let provider: ManagementSetup['provider'];
let call: ManagementSetup['call'];
let connect: ManagementSetup['connect'];

beforeEach(async () => {
  ({ engine, client, provider, call, connect } = await setUpManagement());
});

describe('the engine', () => {
  test('tells what it does and where', async () => {
    const status = await call('status', {});
    expect(status).toMatchObject({
      version: '0.0.0-test',
      home: engine.home,
      is_demo: false,
      proxy: { state: 'serving', is_exposed: false, running_requests: 0 },
      vault: { backend: 'file', is_locked: false },
      connections: { total: 0, enabled: 0 },
      virtual_keys: { total: 0, active: 0, warned: 0 },
      today: { requests: 0, cost_usd: 0, unpriced_requests: 0 },
    });
    expect(status.proxy.addresses[0]).toBe(engine.base);
  });

  test('pauses and resumes, and logs each change once', async () => {
    expect(await call('pause', {})).toEqual({ state: 'paused' });
    expect(await call('pause', {})).toEqual({ state: 'paused' });
    expect(await call('resume', {})).toEqual({ state: 'serving' });
    const { events } = await call('events.list', {});
    expect(events.map(({ type, actor }) => [type, actor])).toEqual([
      ['proxy.paused', 'cli'],
      ['proxy.resumed', 'cli'],
    ]);
  });

  test('locks and unlocks', async () => {
    expect(await call('lock', {})).toEqual({ state: 'locked' });
    expect(await call('vault.status', {})).toMatchObject({ is_locked: true });
    expect(await call('unlock', {})).toEqual({ state: 'serving' });
  });

  test('stays locked for a wrong passphrase', async () => {
    await call('vault.set_passphrase', { passphrase: 'right' });
    await call('lock', {});
    const wrong = call('unlock', { passphrase: 'wrong' });
    expect(await refusal(wrong)).toEqual({ code: 'vault_passphrase_wrong', status: 403 });
    expect(await call('status', {})).toMatchObject({ proxy: { state: 'locked' } });
    expect(await call('unlock', { passphrase: 'right' })).toEqual({ state: 'serving' });
  });

  test('checks itself and names remedies', async () => {
    const { is_healthy, checks } = await call('doctor', {});
    expect(is_healthy).toBe(true);
    expect(checks).toContainEqual({
      name: 'connections',
      status: 'warning',
      message: 'nothing is connected yet',
      remedy: 'latchport connection add openai --label personal',
    });
  });

  test('finds fault with a key the provider refuses', async () => {
    await connect();
    provider.answer(() => ({ status: 401 }));
    await call('connections.test', { connection: 'personal' });
    const { is_healthy, checks } = await call('doctor', {});
    expect(is_healthy).toBe(false);
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: 'connection personal',
        status: 'failed',
        remedy: 'latchport connection rotate personal',
      }),
    );
  });

  test('stops when told, and answers before it does', async () => {
    expect(await call('stop', {})).toEqual({ is_stopping: true });
    await engine.engine.ended;
    expect(await refusal(client.call('status', {}))).toEqual({
      code: 'engine_not_running',
      status: 503,
    });
  });
});

describe('providers', () => {
  test('are listed with the pages where keys, usage and billing are', async () => {
    const { providers } = await call('providers.list', {});
    const openai = providers.find(({ id }) => id === 'openai');
    expect(openai).toMatchObject({ kind: 'provider', is_key_required: true });
    expect(openai?.links?.keys).toMatch(/^https:/);
    expect(providers.find(({ id }) => id === 'self_hosted')?.presets[0]).toEqual({
      name: 'Ollama',
      base_url: 'http://127.0.0.1:11434/v1',
    });
  });
});

describe('the vault', () => {
  test('rotates its master key', async () => {
    await connect();
    expect(await call('vault.rotate_master', {})).toEqual({ version: 2, resealed: 1, left: 0 });
    expect(await call('connections.test', { connection: 'personal' })).toMatchObject({
      result: { validation_status: 'valid' },
    });
  });

  test('takes and gives up a passphrase', async () => {
    const passphrase = 'correct horse';
    expect(await call('vault.set_passphrase', { passphrase })).toMatchObject({
      needs_passphrase: true,
    });
    expect(await call('vault.set_passphrase', { passphrase: null })).toMatchObject({
      needs_passphrase: false,
    });
  });

  test('is not moved to where it is', async () => {
    expect(await refusal(call('vault.move', { to: 'file' }))).toEqual({
      code: 'vault_move_failed',
      status: 409,
    });
  });
});

describe('the audit log', () => {
  test('names the door an operation came through', async () => {
    await socketClient(engine.home, 'shell').call('pause', {});
    await client.call('resume', {});
    const { events } = await call('events.list', {});
    expect(events.map(({ actor }) => actor)).toEqual(['shell', 'cli']);
  });

  test('is read on from an event', async () => {
    await call('pause', {});
    await call('resume', {});
    const { events } = await call('events.list', {});
    const after_id = events[0]?.id ?? 0;
    expect(await call('events.list', { after_id })).toEqual({ events: events.slice(1) });
    expect(await call('events.list', { limit: 1 })).toEqual({ events: events.slice(-1) });
  });
});
