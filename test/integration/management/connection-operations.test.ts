import { beforeEach, describe, expect, test } from 'vitest';
import { modelList } from '../../support/fake-provider.ts';
import {
  KEY,
  NEXT_KEY,
  refusal,
  setUpManagement,
  type ManagementSetup,
} from '../../support/set-up-management.ts';

let provider: ManagementSetup['provider'];
let call: ManagementSetup['call'];
let connect: ManagementSetup['connect'];

beforeEach(async () => {
  ({ provider, call, connect } = await setUpManagement());
});

describe('a connection', () => {
  test('is added after its key was tried, and shows the key by its preview only', async () => {
    const added = await connect();
    expect(added).toMatchObject({
      provider: 'openai',
      slug: 'personal',
      base_url: `${provider.origin}/v1`,
      is_enabled: true,
      is_default: true,
      key_source: 'vault',
      validation_status: 'valid',
      models_count: 2,
    });
    expect(added.key_preview).toMatch(/^sk-proj-.*6789$/);
    expect(JSON.stringify(added)).not.toContain(KEY);
    expect(added.links?.usage).toMatch(/^https:/);
    expect(await call('connections.list', {})).toEqual({ connections: [added] });
    expect(await call('connections.show', { connection: 'personal' })).toEqual(added);
  });

  test('is not added when its key is refused', async () => {
    provider.answer(() => ({ status: 401 }));
    expect(await refusal(connect())).toEqual({ code: 'provider_key_invalid', status: 422 });
    expect(await call('connections.list', {})).toEqual({ connections: [] });
  });

  test('is added untested when asked to', async () => {
    const added = await call('connections.add', {
      provider: 'self_hosted',
      label: 'workshop',
      base_url: `${provider.origin}/v1`,
      declared_region: 'local',
      validate_before_save: false,
    });
    expect(added).toMatchObject({ validation_status: 'untested', key_source: 'none' });
    expect(provider.calls).toEqual([]);
  });

  test('to a self-hosted server needs base_url and declared_region, each named', async () => {
    const base = { provider: 'self_hosted', label: 'workshop' };
    const noUrl = call('connections.add', base);
    await expect(noUrl).rejects.toThrow('field base_url');
    const noRegion = call('connections.add', { ...base, base_url: `${provider.origin}/v1` });
    await expect(noRegion).rejects.toThrow('field declared_region');
  });

  test('that exists already is a conflict', async () => {
    await connect();
    expect(await refusal(connect('other'))).toEqual({ code: 'connection_duplicate', status: 409 });
  });

  test('can be tried without being saved', async () => {
    const input = { provider: 'openai', base_url: `${provider.origin}/v1`, provider_key: KEY };
    expect(await call('connections.probe', input)).toMatchObject({
      validation_status: 'valid',
      http_status: 200,
      models_count: 2,
      error: null,
    });
    provider.answer(() => ({ status: 401 }));
    expect(await call('connections.probe', input)).toMatchObject({
      validation_status: 'invalid',
      http_status: 401,
      error: { code: 'provider_key_invalid' },
    });
    expect(await call('connections.list', {})).toEqual({ connections: [] });
  });

  test('is tested when asked', async () => {
    await connect();
    const { connection, result } = await call('connections.test', { connection: 'personal' });
    expect(result).toMatchObject({ validation_status: 'valid', models_count: 2 });
    expect(result.latency_ms).toBeGreaterThanOrEqual(0);
    expect(connection.last_tested_at).not.toBeNull();
  });

  test('gets another key and stays itself', async () => {
    const { id } = await connect();
    const rotation = { connection: 'personal', provider_key: NEXT_KEY };
    const rotated = await call('connections.rotate', rotation);
    expect(rotated).toMatchObject({ id, slug: 'personal', key_version: 2 });
    expect(rotated.key_preview).toMatch(/3210$/);
    expect(rotated.rotated_at).not.toBeNull();
    await call('connections.test', { connection: id });
    expect(provider.calls.at(-1)?.headers.authorization).toBe(`Bearer ${NEXT_KEY}`);
  });

  test('changes what is said of it, and null takes a setting away', async () => {
    await connect();
    const which = { connection: 'personal' };
    const change = { tags: ['team-a'], expires_at: '2099-01-01T00:00:00Z' };
    const changed = await call('connections.update', {
      ...which,
      ...change,
      environment: 'prod',
    });
    expect(changed).toMatchObject({
      environment: 'prod',
      tags: ['team-a'],
      expires_at: '2099-01-01T00:00:00.000Z',
    });
    const cleared = await call('connections.update', {
      ...which,
      environment: null,
      expires_at: null,
    });
    expect(cleared).toMatchObject({ environment: null, expires_at: null, tags: ['team-a'] });
  });

  test('is switched off and on', async () => {
    await connect();
    const which = { connection: 'personal' };
    expect(await call('connections.disable', which)).toMatchObject({ is_enabled: false });
    expect(await call('status', {})).toMatchObject({ connections: { total: 1, enabled: 0 } });
    expect(await call('connections.enable', which)).toMatchObject({ is_enabled: true });
  });

  test('becomes the default in place of another', async () => {
    await connect();
    await call('connections.add', {
      provider: 'openai',
      label: 'work',
      ref_id: 'team',
      base_url: `${provider.origin}/v1`,
      provider_key: NEXT_KEY,
    });
    expect(await call('connections.set_default', { connection: 'work' })).toMatchObject({
      is_default: true,
    });
    expect(await call('connections.show', { connection: 'personal' })).toMatchObject({
      is_default: false,
    });
  });

  test('is disconnected without an answer body, and unknown from then on', async () => {
    await connect();
    expect(await call('connections.disconnect', { connection: 'personal' })).toBeUndefined();
    const gone = call('connections.show', { connection: 'personal' });
    expect(await refusal(gone)).toEqual({ code: 'connection_not_found', status: 404 });
  });

  test('that runs a command for its key shows the program only', async () => {
    const added = await call('connections.add', {
      provider: 'openai',
      label: 'from command',
      base_url: `${provider.origin}/v1`,
      key_reference: `exec:printf %s ${KEY}`,
    });
    expect(added).toMatchObject({ key_source: 'reference', key_reference: 'exec:printf ...' });
    expect(provider.calls.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  test('can be named by text that means something in a URL', async () => {
    const label = 'a/b?c=d#e%2F é';
    await connect(label);
    expect(await call('connections.show', { connection: label })).toMatchObject({ label });
  });
});

describe('models', () => {
  test('are listed by connection, and renewed when asked', async () => {
    await connect();
    const { models } = await call('models.list', {});
    expect(models.map(({ id, connection }) => [id, connection])).toEqual([
      ['fake-1', 'personal'],
      ['fake-2', 'personal'],
    ]);
    provider.answer(() => modelList('fake-3'));
    expect(await call('models.refresh', {})).toEqual({
      connections: [{ connection: 'personal', models_count: 1, error: null }],
    });
    expect(await call('models.list', { connection: 'personal' })).toMatchObject({
      models: [{ id: 'fake-3' }],
    });
  });

  test('stay as they were when the provider cannot be asked', async () => {
    await connect();
    provider.answer(() => ({ status: 500 }));
    const { connections } = await call('models.refresh', { connection: 'personal' });
    expect(connections).toEqual([
      {
        connection: 'personal',
        models_count: 2,
        error: { code: 'probe_inconclusive', message: expect.stringContaining('HTTP 500') },
      },
    ]);
  });

  test('with a date no calendar has are listed without it', async () => {
    provider.answer(() => ({
      body: {
        data: [
          { id: 'late', created: 1e300 },
          { id: 'early', created: -5 },
        ],
      },
    }));
    await connect();
    const { models } = await call('models.list', {});
    expect(models.map(({ id, created_at }) => [id, created_at])).toEqual([
      ['late', null],
      ['early', null],
    ]);
  });
});
