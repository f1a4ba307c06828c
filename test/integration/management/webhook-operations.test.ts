import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { findCanary } from '../../support/canary-forms.ts';
import { everyFile } from '../../support/every-file.ts';
import { refusal, setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';
import {
  openWebhookReceiver,
  verifyMessage,
  type WebhookReceiver,
} from '../../support/webhook-receiver.ts';

let setup: ManagementSetup;
let receiver: WebhookReceiver;
let call: ManagementSetup['call'];

beforeEach(async () => {
  setup = await setUpManagement();
  ({ call } = setup);
  receiver = await openWebhookReceiver();
});

const create = (
  members: { readonly label?: string; readonly url?: string; readonly events?: string[] } = {},
): Promise<OutputOf<'webhooks.create'>> =>
  call('webhooks.create', { label: 'alerts', url: receiver.url, ...members });

const received = (count: number): Promise<void> =>
  vi.waitFor(() => expect(receiver.messages).toHaveLength(count));

const types = (): readonly string[] => receiver.messages.map(({ type }) => type);

describe('a webhook', () => {
  test('is told of what happens, signed so that the library of the standard accepts it', async () => {
    const { secret, shown_once } = await create();
    expect(shown_once).toBe(true);
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const { id } = await setup.connect();
    await received(1);
    const [message] = receiver.messages;
    expect(message && verifyMessage(secret, message)).toMatchObject({
      type: 'key.connected',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: { actor: 'cli', actor_id: null, subject_id: id, facts: { label: 'personal' } },
    });
    expect(message?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': expect.stringMatching(/^msg_\w+$/),
    });
    const { deliveries } = await call('webhooks.deliveries', { webhook: 'alerts' });
    expect(deliveries).toMatchObject([
      {
        event_type: 'key.connected',
        status: 'delivered',
        attempts: 1,
        http_status: 204,
        error: null,
      },
    ]);
  });

  test('is sent neither its secret nor any key, and shows neither again', async () => {
    const { secret } = await create();
    const { key } = await call('virtual_keys.create', { label: 'editor' });
    await setup.connect();
    await received(2);
    const sent = receiver.messages
      .map(({ body, headers }) => body + JSON.stringify(headers))
      .join();
    expect(findCanary(key, sent)).toEqual([]);
    expect(findCanary(secret, sent)).toEqual([]);
    const shown = JSON.stringify([
      await call('webhooks.list', {}),
      await call('webhooks.show', { webhook: 'alerts' }),
      await call('events.list', {}),
      await call('webhooks.deliveries', { webhook: 'alerts' }),
    ]);
    expect(findCanary(secret, shown)).toEqual([]);
  });

  test('leaves its secret in the vault alone: not in the store, not in a log', async () => {
    const { secret } = await create();
    await setup.connect();
    await received(1);
    const { home, logLines } = setup.engine;
    const texts = [...Object.values(await everyFile(home)), ...logLines];
    expect(texts.filter((text) => findCanary(secret, text).length > 0)).toEqual([]);
  });

  test('is told of what it asked for only', async () => {
    await create({ events: ['virtual_key.*', 'proxy.paused'] });
    await setup.connect();
    await call('virtual_keys.create', { label: 'editor' });
    await call('pause', {});
    await call('resume', {});
    await received(2);
    expect(types()).toEqual(['virtual_key.created', 'proxy.paused']);
  });

  test('is told of a provider key from its connection to its end', async () => {
    const { secret } = await create({ events: ['key.*'] });
    await setup.connect();
    setup.provider.answer(() => ({ status: 401 }));
    await call('connections.test', { connection: 'personal' });
    await call('connections.disable', { connection: 'personal' });
    await call('connections.disconnect', { connection: 'personal' });
    await received(4);
    const verified = receiver.messages.map((message) => verifyMessage(secret, message));
    expect(verified).toMatchObject([
      { type: 'key.connected' },
      { type: 'key.validation_failed' },
      { type: 'key.disabled' },
      { type: 'key.revoked' },
    ]);
  });

  test('stays out of the way of others: each is told by itself', async () => {
    const other = await openWebhookReceiver();
    receiver.answer(() => 'never');
    await create();
    await create({ label: 'other', url: other.url });
    await call('pause', {});
    await vi.waitFor(() => expect(other.messages).toHaveLength(1));
    expect(other.messages[0]?.type).toBe('proxy.paused');
  });

  test('is tested with a message of its own, which others that listen see as an event', async () => {
    const { secret } = await create({ events: ['key.rotated'] });
    expect(await call('webhooks.test', { webhook: 'alerts' })).toMatchObject({
      is_delivered: true,
      http_status: 204,
      error: null,
    });
    expect(types()).toEqual(['webhook.tested']);
    expect(receiver.messages.map((message) => verifyMessage(secret, message))).toHaveLength(1);
    receiver.answer(() => 500);
    expect(await call('webhooks.test', { webhook: 'alerts' })).toMatchObject({
      is_delivered: false,
      http_status: 500,
      error: 'The receiver answered with another status than 2xx.',
    });
    const { deliveries } = await call('webhooks.deliveries', { webhook: 'alerts' });
    expect(deliveries.map(({ status, attempts }) => [status, attempts])).toEqual([
      ['failed', 1],
      ['delivered', 1],
    ]);
  });

  test('that is paused is told afterwards', async () => {
    await create({ events: ['proxy.*'] });
    expect(await call('webhooks.pause', { webhook: 'alerts' })).toMatchObject({ status: 'paused' });
    await call('pause', {});
    await call('webhooks.test', { webhook: 'alerts' });
    expect(types()).toEqual(['webhook.tested']);
    expect(await call('webhooks.resume', { webhook: 'alerts' })).toMatchObject({
      status: 'active',
    });
    await received(2);
    expect(types()).toEqual(['webhook.tested', 'proxy.paused']);
  });

  test('changes over to a new secret without losing a message', async () => {
    const { secret: former } = await create({ events: ['proxy.*'] });
    const { secret, former_secret_until } = await call('webhooks.rotate_secret', {
      webhook: 'alerts',
    });
    expect(former_secret_until).not.toBeNull();
    await call('pause', {});
    await received(1);
    const { secret: latest } = await call('webhooks.rotate_secret', {
      webhook: 'alerts',
      grace_seconds: 0,
    });
    await call('resume', {});
    await received(2);
    const [first, second] = receiver.messages;
    if (first === undefined || second === undefined) throw new Error('two messages were received');
    expect(verifyMessage(former, first)).toEqual(verifyMessage(secret, first));
    expect(verifyMessage(latest, second)).toMatchObject({ type: 'proxy.resumed' });
    for (const ended of [former, secret]) {
      expect(() => verifyMessage(ended, second)).toThrow('No matching signature');
    }
  });

  test('ends with its secret and what was still to be sent', async () => {
    receiver.answer(() => 503);
    await create();
    await call('pause', {});
    await received(1);
    await call('webhooks.delete', { webhook: 'alerts' });
    expect(await call('webhooks.list', {})).toEqual({ webhooks: [] });
    const { store } = setup.engine.engine.parts;
    for (const table of ['webhook_deliveries', 'webhook_cursors', 'vault_erasures']) {
      expect(store.prepare(`SELECT * FROM ${table}`).all()).toEqual([]);
    }
    expect(await refusal(call('webhooks.show', { webhook: 'alerts' }))).toEqual({
      code: 'webhook_not_found',
      status: 404,
    });
  });

  test('is logged at every change', async () => {
    await create();
    const which = { webhook: 'alerts' };
    await call('webhooks.update', {
      ...which,
      label: 'alarms',
      url: `${receiver.url}?token=T0KEN`,
    });
    await call('webhooks.rotate_secret', { webhook: 'alarms' });
    await call('webhooks.pause', { webhook: 'alarms' });
    await call('webhooks.resume', { webhook: 'alarms' });
    await call('webhooks.test', { webhook: 'alarms' });
    await call('webhooks.delete', { webhook: 'alarms' });
    const { events } = await call('events.list', {});
    expect(events.map(({ type }) => type)).toEqual([
      'webhook.created',
      'webhook.updated',
      'webhook.rotated',
      'webhook.paused',
      'webhook.resumed',
      'webhook.tested',
      'webhook.deleted',
    ]);
    expect(JSON.stringify(events)).not.toContain('T0KEN');
  });

  test('hides what stands behind the question mark, and sends it', async () => {
    const { url } = await create({ url: `${receiver.url}/?token=T0KEN` });
    expect(url).toBe(`${receiver.url}/?...`);
    await call('webhooks.test', { webhook: 'alerts' });
    expect(receiver.messages[0]?.path).toBe('/hook/?token=T0KEN');
  });
});

describe('a webhook is refused', () => {
  test.each([
    ['http://example.com/hook'],
    ['https://user:pass@example.com/hook'],
    ['https://example.com/#part'],
    ['ftp://example.com/hook'],
    ['http://169.254.169.254/latest'],
    ['https://metadata.google.internal/hook'],
    ['https://0.0.0.0/hook'],
    ['not a url'],
  ])('at %s', async (url) => {
    expect(await refusal(create({ url }))).toEqual({ code: 'webhook_url_refused', status: 422 });
  });

  test('at an address of our own', async () => {
    const own = { code: 'webhook_url_refused', status: 422 };
    expect(await refusal(create({ url: `${setup.engine.base}/v1/models` }))).toEqual(own);
    expect(await refusal(create({ url: `http://localhost:${setup.engine.port}/` }))).toEqual(own);
  });

  test.each([[['nothing.of.the.kind']], [['virtual_key']], [['*']], [[]]])(
    'for the events %j',
    async (events) => {
      expect(await refusal(create({ events }))).toEqual({ code: 'field_invalid', status: 422 });
    },
  );

  test('with a label that another has', async () => {
    await create();
    expect(await refusal(create())).toEqual({ code: 'webhook_label_taken', status: 409 });
    await create({ label: 'other' });
    const renaming = call('webhooks.update', { webhook: 'other', label: 'alerts' });
    expect(await refusal(renaming)).toEqual({ code: 'webhook_label_taken', status: 409 });
  });

  test('when there are very many', async () => {
    await Promise.all(
      Array.from({ length: 32 }, (_, at) =>
        create({ label: `hook ${at}`, events: ['key.rotated'] }),
      ),
    );
    expect(await refusal(create({ label: 'one more' }))).toEqual({
      code: 'webhook_limit',
      status: 409,
    });
  });

  test('while the vault is locked, and leaves nothing behind', async () => {
    await call('lock', {});
    expect(await refusal(create())).toMatchObject({ code: 'vault_locked' });
    expect(await call('webhooks.list', {})).toEqual({ webhooks: [] });
  });
});
