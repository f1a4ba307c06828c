import { beforeEach, describe, expect, test } from 'vitest';
import { refusal, setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';

let call: ManagementSetup['call'];
let connect: ManagementSetup['connect'];

beforeEach(async () => {
  ({ call, connect } = await setUpManagement());
});

describe('a virtual key', () => {
  test('is shown once, when it is made', async () => {
    const made = await call('virtual_keys.create', { label: 'editor', app: 'zed' });
    expect(made).toMatchObject({ label: 'editor', app: 'zed', status: 'active', shown_once: true });
    expect(made.key).toMatch(/^sk-lp-[0-9A-Za-z]{38}$/);
    const { key, shown_once: _once, ...rest } = made;
    expect(await call('virtual_keys.show', { virtual_key: 'editor' })).toEqual(rest);
    expect(JSON.stringify(await call('virtual_keys.list', {}))).not.toContain(key);
    expect(JSON.stringify(await call('events.list', {}))).not.toContain(key);
  });

  test('names the connections it may use by their slugs', async () => {
    const { id } = await connect();
    const input = { label: 'editor', allowed_connections: [id], allowed_models: ['fake-*'] };
    const made = await call('virtual_keys.create', input);
    expect(made).toMatchObject({ allowed_connections: ['personal'], allowed_models: ['fake-*'] });
    await call('connections.disconnect', { connection: id });
    expect(await call('virtual_keys.show', { virtual_key: 'editor' })).toMatchObject({
      allowed_connections: [id],
    });
  });

  test('is changed, and null takes a limit away', async () => {
    await call('virtual_keys.create', { label: 'editor', allowed_models: ['a'] });
    const changed = await call('virtual_keys.update', {
      virtual_key: 'editor',
      label: 'writer',
      allowed_models: null,
      origins: ['http://localhost:5173'],
    });
    expect(changed).toMatchObject({
      label: 'writer',
      allowed_models: null,
      origins: ['http://localhost:5173'],
    });
  });

  test('is regenerated, shown once more, with a grace when asked for', async () => {
    const made = await call('virtual_keys.create', { label: 'editor' });
    const which = { virtual_key: 'editor' };
    const graced = await call('virtual_keys.regenerate', { ...which, grace_seconds: 60 });
    expect(graced.key).not.toBe(made.key);
    expect(graced).toMatchObject({ id: made.id, shown_once: true });
    expect(graced.previous_key_until).not.toBeNull();
    expect(await call('virtual_keys.regenerate', which)).toMatchObject({
      previous_key_until: null,
    });
  });

  test('is paused, resumed and revoked', async () => {
    await call('virtual_keys.create', { label: 'editor' });
    const which = { virtual_key: 'editor' };
    expect(await call('virtual_keys.pause', which)).toMatchObject({ status: 'paused' });
    expect(await call('virtual_keys.resume', which)).toMatchObject({ status: 'active' });
    expect(await call('virtual_keys.revoke', which)).toBeUndefined();
    expect(await call('virtual_keys.show', which)).toMatchObject({ status: 'revoked' });
    expect(await refusal(call('virtual_keys.resume', which))).toEqual({
      code: 'virtual_key_ended',
      status: 409,
    });
  });

  test('that nobody knows is 404', async () => {
    expect(await refusal(call('virtual_keys.show', { virtual_key: 'nobody' }))).toEqual({
      code: 'virtual_key_not_found',
      status: 404,
    });
  });
});
