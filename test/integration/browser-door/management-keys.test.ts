import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ManagementClient, StreamMessage } from '../../../src-proxy/management/client.ts';
import {
  contract,
  operationNames,
  type Operation,
  type OutputOf,
} from '../../../src-proxy/management/contract.ts';
import type { ManagementRole } from '../../../src-proxy/management-keys/management-key.ts';
import { SECRET_OPERATIONS_A_MINUTE } from '../../../src-proxy/management/secret-operation-limit.ts';
import { doorClient } from '../../support/door-client.ts';
import { findCanary } from '../../support/canary-forms.ts';
import { everyFile } from '../../support/every-file.ts';
import { refusal, setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';

let setup: ManagementSetup;
let address: string;

beforeEach(async () => {
  setup = await setUpManagement();
  address = await setup.engine.engine.openBrowserDoor();
});

const create = (
  role: ManagementRole,
  label: string = role,
): Promise<OutputOf<'management_keys.create'>> =>
  setup.call('management_keys.create', { label, role });

async function keyOf(role: ManagementRole): Promise<string> {
  return (await create(role)).key;
}

const clientOf = async (role: ManagementRole): Promise<ManagementClient> =>
  doorClient(address, await keyOf(role));

/** What the door says to a bare request with a key, whatever its body would have to be. */
async function ask(
  key: string,
  { method, path }: Pick<Operation, 'method' | 'path'>,
  headers: Readonly<Record<string, string>> = {},
): Promise<{
  readonly status: number;
  readonly code: unknown;
  readonly retryAfter: string | null;
}> {
  const filled = path.replaceAll(/\{\w+\}/g, 'nobody');
  const stopping = new AbortController();
  const response = await fetch(`${address}/api${filled}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...headers },
    signal: stopping.signal,
  });
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const body: unknown = isJson && response.status !== 204 ? await response.json() : null;
  stopping.abort();
  const code =
    typeof body === 'object' && body !== null && 'error' in body
      ? Object(body.error).code
      : undefined;
  return { status: response.status, code, retryAfter: response.headers.get('retry-after') };
}

/** Those that are for this door at all; what would end the engine is left out. */
const names = (isOne: (line: Operation) => boolean): readonly string[] =>
  operationNames.filter((name) => {
    const line: Operation = contract[name];
    return name !== 'stop' && line.isSocketOnly !== true && isOne(line);
  });

/** The operations that are refused to a role, whatever they are asked with. */
async function refusedTo(role: ManagementRole): Promise<readonly string[]> {
  const key = await keyOf(role);
  const all = operationNames.filter((name) => names(() => true).includes(name));
  const codes = await Promise.all(
    all.map(async (name) => [name, (await ask(key, contract[name])).code] as const),
  );
  return codes.filter(([, code]) => code === 'management_key_role').map(([name]) => name);
}

describe('a management key', () => {
  test('is shown once, with where to send it, and kept as a digest', async () => {
    const made = await create('admin', 'ci');
    expect(made).toMatchObject({ label: 'ci', role: 'admin', shown_once: true, status: 'active' });
    expect(made.key).toMatch(/^mk-lp-\w{38}$/);
    expect(made.address).toBe(`${address}/api`);
    const { management_keys } = await setup.call('management_keys.list', {});
    expect(management_keys).toMatchObject([{ id: made.id, preview: made.preview }]);
    expect(JSON.stringify(management_keys)).not.toContain(made.key);
    const files = Object.values(await everyFile(setup.engine.home));
    expect(files.filter((text) => findCanary(made.key, text).length > 0)).toEqual([]);
  });

  test('manages through the browser door, and the audit log names it', async () => {
    const { id, key } = await create('admin');
    const client = doorClient(address, key);
    await client.call('pause', {});
    const { events } = await client.call('events.list', { limit: 1 });
    expect(events).toMatchObject([{ type: 'proxy.paused', actor: 'management_key', actor_id: id }]);
    const { management_keys } = await setup.call('management_keys.list', {});
    expect(management_keys[0]?.last_used_at).not.toBeNull();
  });

  test('is not needed at the socket, whose events name no key', async () => {
    await setup.call('pause', {});
    const { events } = await setup.call('events.list', { limit: 1 });
    expect(events).toMatchObject([{ actor: 'cli', actor_id: null }]);
  });

  test('needs a label of its own, until it is revoked', async () => {
    await create('admin', 'ci');
    expect(await refusal(create('member', 'ci'))).toEqual({
      code: 'management_key_label_taken',
      status: 409,
    });
    await setup.call('management_keys.revoke', { management_key: 'ci' });
    expect(await refusal(create('member', 'ci'))).toBe('none');
  });
});

describe('a member', () => {
  test('may do no operation that changes anything, and look at no management key', async () => {
    expect(await refusedTo('member')).toEqual(
      names(({ method, isOwnerOnly }) => method !== 'GET' || isOwnerOnly === true),
    );
  });

  test('lists connections, and cannot switch one off', async () => {
    await setup.connect();
    const member = await clientOf('member');
    expect((await member.call('connections.list', {})).connections).toHaveLength(1);
    const switching = member.call('connections.disable', { connection: 'personal' });
    expect(await refusal(switching)).toEqual({ code: 'management_key_role', status: 403 });
    expect(await setup.call('connections.show', { connection: 'personal' })).toMatchObject({
      is_enabled: true,
    });
  });
});

describe('an admin', () => {
  test('adds, tests and disconnects accounts', async () => {
    const admin = await clientOf('admin');
    const added = await admin.call('connections.add', {
      provider: 'openai',
      label: 'added by a script',
      base_url: `${setup.provider.origin}/v1`,
      provider_key: 'sk-proj-0123456789abcdef0123456789',
    });
    await admin.call('connections.disconnect', { connection: added.id });
    expect((await admin.call('connections.list', {})).connections).toEqual([]);
  });

  test('may do everything but what is about management keys', async () => {
    expect(await refusedTo('admin')).toEqual(names(({ isOwnerOnly }) => isOwnerOnly === true));
  });
});

describe.each(['admin', 'owner'] as const)('an %s', (role) => {
  test('cannot have a stored key sent to an address of its own', async () => {
    const { slug } = await setup.call('connections.add', {
      provider: 'openai',
      label: 'mine',
      base_url: `${setup.provider.origin}/v1`,
      provider_key: 'sk-proj-0123456789abcdef0123456789',
    });
    const client = await clientOf(role);
    const elsewhere = { connection: slug, base_url: 'http://127.0.0.1:9/v1' };
    const refused = await refusal(client.call('connections.update', elsewhere));
    expect(refused).toEqual({ code: 'field_invalid', status: 422 });
    await client.call('connections.update', { connection: slug, tags: ['nightly'] });
    const { base_url, tags } = await setup.call('connections.show', { connection: slug });
    expect([base_url, tags]).toEqual([`${setup.provider.origin}/v1`, ['nightly']]);
    // The user may.
    await setup.call('connections.update', elsewhere);
  });
});

describe('an owner', () => {
  test('makes and ends management keys', async () => {
    const owner = await clientOf('owner');
    await owner.call('management_keys.create', { label: 'another', role: 'member' });
    await owner.call('management_keys.revoke', { management_key: 'another' });
    const { management_keys } = await owner.call('management_keys.list', {});
    const { events } = await owner.call('events.list', { limit: 2 });
    expect(events).toMatchObject([
      { type: 'management_key.created', actor: 'management_key', data: { role: 'member' } },
      { type: 'management_key.revoked', subject_id: management_keys[1]?.id },
    ]);
    expect(management_keys).toMatchObject([{ status: 'active' }, { status: 'revoked' }]);
  });

  test('cannot do what is for the socket alone', async () => {
    const { method, path } = contract['sessions.create_code'];
    expect(await ask(await keyOf('owner'), { method, path })).toMatchObject({
      status: 403,
      code: 'operation_socket_only',
    });
  });
});

describe('a management key that does not work', () => {
  const status = { method: 'GET', path: '/status' } as const;

  test('is told apart: mistyped, unknown, revoked, expired', async () => {
    const { key, id } = await create('owner');
    expect(await ask(`${key}x`, status)).toMatchObject({
      status: 401,
      code: 'management_key_mistyped',
    });
    const other = await setUpManagement();
    const { key: foreign } = await other.call('management_keys.create', {
      label: 'x',
      role: 'owner',
    });
    expect(await ask(foreign, status)).toMatchObject({
      status: 401,
      code: 'management_key_unknown',
    });
    await setup.call('management_keys.revoke', { management_key: id });
    expect(await ask(key, status)).toMatchObject({ status: 401, code: 'management_key_ended' });
    expect(
      await refusal(setup.call('management_keys.revoke', { management_key: 'nobody' })),
    ).toEqual({ code: 'management_key_not_found', status: 404 });
  });

  test('ends by itself when its time has come', async () => {
    const expires_at = new Date(Date.now() + 400).toISOString();
    const { key } = await setup.call('management_keys.create', {
      label: 'short',
      role: 'member',
      expires_at,
    });
    expect((await ask(key, status)).status).toBe(200);
    await vi.waitFor(async () =>
      expect(await ask(key, status)).toMatchObject({ status: 401, code: 'management_key_ended' }),
    );
  });

  test('takes what it streams with it when it is revoked', async () => {
    const { key, id } = await create('member');
    const messages: StreamMessage[] = [];
    const reading = doorClient(address, key).subscribe((message) => messages.push(message));
    await vi.waitFor(() => expect(messages.length).toBeGreaterThan(0));
    await setup.call('management_keys.revoke', { management_key: id });
    expect(
      await reading.then(
        () => 'ended in order',
        () => 'cut',
      ),
    ).toBe('cut');
  });

  test('is of no use to a web page', async () => {
    const origin = { origin: 'http://evil.test' };
    expect(await ask(await keyOf('owner'), status, origin)).toMatchObject({
      status: 403,
      code: 'page_origin_not_allowed',
    });
  });
});

describe('more operations with keys than anyone does', () => {
  test('are refused for a while, for that management key alone', async () => {
    const key = await keyOf('admin');
    const { method, path } = contract['connections.probe'];
    const send = (with_: string): ReturnType<typeof ask> => ask(with_, { method, path });
    for (let count = 0; count < SECRET_OPERATIONS_A_MINUTE; count += 1) {
      // oxlint-disable-next-line no-await-in-loop -- they are counted one by one
      expect((await send(key)).status).toBe(422);
    }
    const refused = await send(key);
    expect(refused).toMatchObject({ status: 429, code: 'session_rate_limited' });
    expect(Number(refused.retryAfter)).toBeGreaterThan(50);
    expect((await ask(key, { method: 'GET', path: '/status' })).status).toBe(200);
    const { key: other } = await create('admin', 'other');
    expect((await send(other)).status).toBe(422);
  });
});

describe('at the proxy door a management key', () => {
  test.each([
    ['/v1/models', { authorization: 'Bearer KEY' }],
    ['/v1/models?beta=true', { 'x-api-key': 'KEY', 'anthropic-version': '2023-06-01' }],
    ['/v1beta/models', { 'x-goog-api-key': 'KEY' }],
  ])('is refused with a word on where it belongs: %s', async (path, headers) => {
    const key = await keyOf('owner');
    const response = await fetch(`${setup.engine.base}${path}`, {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, value.replace('KEY', key)]),
      ),
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('x-latchport-error-code')).toBe('management_key_misplaced');
    const text = await response.text();
    expect(text).toContain('--management-port');
    expect(text).not.toContain(key);
  });

  test('reaches no management', async () => {
    const key = await keyOf('owner');
    const response = await fetch(`${setup.engine.base}/api/status`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(response.status).toBe(404);
  });
});
