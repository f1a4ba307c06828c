import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { findCanary } from '../../support/canary-forms.ts';
import { everyFile } from '../../support/every-file.ts';
import { runTestCli } from '../../support/run-test-cli.ts';
import { refusal, setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';

let setup: ManagementSetup;
let call: ManagementSetup['call'];

beforeEach(async () => {
  setup = await setUpManagement();
  ({ call } = setup);
  await setup.connect();
});

/** A chat call; the code it is refused with, or null. */
async function chat(
  key: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string | null> {
  const answer = await fetch(`${setup.engine.base}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'user-agent': 'zed/1.0',
      ...headers,
    },
    body: JSON.stringify({ model: 'fake-1', messages: [] }),
  });
  await answer.text();
  return answer.headers.get('x-latchport-error-code');
}

const createKey = (label = 'editor'): Promise<OutputOf<'virtual_keys.create'>> =>
  call('virtual_keys.create', { label });

const cli = async (line: string): Promise<string> =>
  (await runTestCli(setup.engine.home, line.split(' '))).out;

const warnings = async (name = 'editor'): Promise<OutputOf<'virtual_keys.show'>['warnings']> =>
  (await call('virtual_keys.show', { virtual_key: name })).warnings;

describe('the user is warned', () => {
  test('of a key that several programs use, whatever their versions', async () => {
    const { key } = await createKey();
    await chat(key, { 'user-agent': 'claude-cli/2.0.1' });
    await chat(key, { 'user-agent': 'claude-cli/2.0.2' });
    expect(await warnings()).toEqual([]);
    await chat(key, { 'user-agent': 'curl/8.5.0' });
    expect(await warnings()).toMatchObject([
      {
        kind: 'several_clients',
        count: 3,
        seen: [
          { name: 'claude-cli', count: 2 },
          { name: 'curl', count: 1 },
        ],
      },
    ]);
  });

  test('of a key that is used through accounts of another environment than its own', async () => {
    const { key } = await createKey();
    await call('connections.update', { connection: 'personal', environment: 'prod' });
    await call('virtual_keys.update', { virtual_key: 'editor', environment: 'dev' });
    await chat(key);
    expect(await warnings()).toMatchObject([
      { kind: 'several_environments', seen: [{ name: 'prod', count: 1 }] },
    ]);
  });

  test('of a key that sits in a web page, allowed or not', async () => {
    const { key } = await createKey();
    expect(await chat(key, { origin: 'http://localhost:5173' })).toBe('origin_not_allowed');
    expect(await warnings()).toMatchObject([
      { kind: 'used_in_browser', seen: [{ name: 'http://localhost:5173', count: 1 }] },
    ]);
    await call('virtual_keys.update', {
      virtual_key: 'editor',
      origins: ['http://localhost:5173'],
    });
    expect(await chat(key, { origin: 'http://localhost:5173' })).toBeNull();
    expect(await warnings()).toMatchObject([{ kind: 'used_in_browser', count: 2 }]);
  });

  test('of a revoked key that is still tried: by whom and how often', async () => {
    const { key, id } = await createKey();
    await call('virtual_keys.revoke', { virtual_key: id });
    expect(await chat(key)).toBe('virtual_key_revoked');
    expect(await chat(key)).toBe('virtual_key_revoked');
    expect(await warnings(id)).toMatchObject([
      { kind: 'revoked_key_tried', count: 2, seen: [{ name: 'zed', count: 2 }] },
    ]);
  });

  test('of every former key of a regenerated one, which is told apart from an unknown one', async () => {
    const { key: first } = await createKey();
    const { key: second } = await call('virtual_keys.regenerate', { virtual_key: 'editor' });
    const { key: third } = await call('virtual_keys.regenerate', { virtual_key: 'editor' });
    expect([await chat(first), await chat(second), await chat(third)]).toEqual([
      'virtual_key_regenerated',
      'virtual_key_regenerated',
      null,
    ]);
    expect(await warnings()).toMatchObject([
      { kind: 'regenerated_key_tried', count: 2, seen: [{ name: 'zed' }] },
    ]);
  });

  test('of a former key only when its grace is over', async () => {
    const { key } = await createKey();
    await call('virtual_keys.regenerate', { virtual_key: 'editor', grace_seconds: 3600 });
    expect(await chat(key)).toBeNull();
    expect(await warnings()).toEqual([]);
    await call('virtual_keys.regenerate', { virtual_key: 'editor' });
    expect(await chat(key)).toBe('virtual_key_regenerated');
  });

  test('of an expired key that is still tried', async () => {
    const { key } = await createKey();
    const expires_at = new Date(Date.now() + 300).toISOString();
    await call('virtual_keys.update', { virtual_key: 'editor', expires_at });
    await vi.waitFor(async () => expect(await chat(key)).toBe('virtual_key_expired'));
    expect(await warnings()).toMatchObject([{ kind: 'expired_key_tried' }]);
  });

  test('by one event of all that was seen at first', async () => {
    const { key } = await createKey();
    await chat(key, { 'user-agent': 'claude-cli/2.0.1' });
    await chat(key, { 'user-agent': 'curl/8.5.0' });
    setup.engine.engine.parts.reporting.stop();
    const { events } = await call('events.list', {});
    expect(events.filter(({ type }) => type === 'virtual_key.warning')).toMatchObject([
      { data: { warning: 'several_clients', seen: 'claude-cli, curl' } },
    ]);
  });

  test('by an event too, once, and in the status', async () => {
    const { key, id } = await createKey();
    await call('virtual_keys.revoke', { virtual_key: id });
    await chat(key);
    await chat(key);
    const { reporting } = setup.engine.engine.parts;
    reporting.stop();
    await chat(key);
    const { events } = await call('events.list', {});
    expect(events.filter(({ type }) => type === 'virtual_key.warning')).toMatchObject([
      {
        actor: 'engine',
        subject_id: id,
        data: { label: 'editor', warning: 'revoked_key_tried', seen: 'zed' },
      },
    ]);
    expect((await call('status', {})).virtual_keys).toMatchObject({ warned: 1 });
  });

  test('never in a way that shows a key', async () => {
    const { key, id } = await createKey();
    await call('virtual_keys.revoke', { virtual_key: id });
    await chat(key, { 'user-agent': key });
    const { key: living } = await createKey('living');
    await chat(living, { 'user-agent': living, origin: `http://${living}` });
    setup.engine.engine.parts.recorder.flush(true);
    setup.engine.engine.parts.reporting.stop();
    const texts = [
      JSON.stringify(await call('virtual_keys.list', {})),
      JSON.stringify(await call('requests.list', {})),
      ...Object.values(await everyFile(setup.engine.home)),
    ];
    for (const secret of [key, living]) {
      expect(texts.filter((text) => findCanary(secret, text).length > 0)).toEqual([]);
    }
  });
});

describe('a warning', () => {
  test('is dismissed, and comes back when something new is seen', async () => {
    const { key, id } = await createKey();
    await call('virtual_keys.revoke', { virtual_key: id });
    await chat(key);
    const dismissed = await call('virtual_keys.dismiss_warnings', { virtual_key: id });
    expect(dismissed.warnings).toEqual([]);
    await chat(key);
    expect(await warnings(id)).toEqual([]);
    await chat(key, { 'user-agent': 'curl/8' });
    expect(await warnings(id)).toMatchObject([{ kind: 'revoked_key_tried', count: 3 }]);
    const { events } = await call('events.list', {});
    expect(events.at(-1)).toMatchObject({ type: 'virtual_key.warning_dismissed', subject_id: id });
  });

  test('is dismissed by itself', async () => {
    const { key } = await createKey();
    await chat(key, { origin: 'http://localhost' });
    await chat(key, { 'user-agent': 'curl/8' });
    await chat(key);
    const which = { virtual_key: 'editor', kind: 'several_clients' } as const;
    expect(await call('virtual_keys.dismiss_warnings', which)).toMatchObject({
      warnings: [{ kind: 'used_in_browser' }],
    });
    const nobody = call('virtual_keys.dismiss_warnings', { virtual_key: 'nobody' });
    expect(await refusal(nobody)).toMatchObject({ code: 'virtual_key_not_found' });
  });

  test('stands in the list, in the key and in the status of the command line', async () => {
    const { key, id } = await createKey();
    await call('virtual_keys.revoke', { virtual_key: id });
    await chat(key);
    const line = '! editor: still tried after it was revoked: by zed (1); last now, first now';
    expect(await cli('key list')).toContain(line);
    expect(await cli(`key show ${id}`)).toContain(line);
    expect(await cli('status')).toContain('1 virtual key; see: latchport key list');
    expect(await cli(`key dismiss ${id} --warning revoked_key_tried`)).not.toContain('!');
    expect(await cli('key list')).not.toContain('editor');
    expect(await cli('status')).not.toContain('warnings');
  });
});
