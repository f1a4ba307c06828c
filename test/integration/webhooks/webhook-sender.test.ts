import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { KeyItems } from '../../../src-proxy/connections/key-items.ts';
import { AppError } from '../../../src-proxy/errors.ts';
import { EventLog } from '../../../src-proxy/events/event-log.ts';
import type { EventType } from '../../../src-proxy/events/event.ts';
import { createLog } from '../../../src-proxy/log.ts';
import { createOutbound } from '../../../src-proxy/outbound/outbound.ts';
import type { Store } from '../../../src-proxy/store/open-store.ts';
import { Vault } from '../../../src-proxy/vault/vault.ts';
import {
  pauseWebhook,
  resumeWebhook,
  updateWebhook,
} from '../../../src-proxy/webhooks/change-webhook.ts';
import { createWebhook } from '../../../src-proxy/webhooks/create-webhook.ts';
import { Deliveries, type ListedDelivery } from '../../../src-proxy/webhooks/deliveries.ts';
import {
  endFormerSecrets,
  rotateWebhookSecret,
} from '../../../src-proxy/webhooks/rotate-webhook-secret.ts';
import type { WebhookDeps } from '../../../src-proxy/webhooks/webhook-deps.ts';
import { WebhookSender, type SenderParts } from '../../../src-proxy/webhooks/webhook-sender.ts';
import type { Webhook } from '../../../src-proxy/webhooks/webhook.ts';
import { Webhooks } from '../../../src-proxy/webhooks/webhooks.ts';
import { MemoryBackend } from '../../support/memory-backend.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { openWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let store: Store;
let vault: Vault;
let now: number;
let deps: WebhookDeps & SenderParts;
let sender: WebhookSender;
let receiver: WebhookReceiver;

const clock = (): number => now;

const resolveReference = (): never => {
  throw new Error('nothing is referred to here');
};

beforeEach(async () => {
  store = await openTestStore();
  now = Date.now();
  receiver = await openWebhookReceiver();
  vault = new Vault({ backend: new MemoryBackend(), resolveReference, now: clock });
  start();
});

/** As at the start of an engine: all that is known comes from the store. */
function start(): void {
  const log = createLog('silent', () => undefined);
  const outbound = createOutbound({ isOwnAddress: () => false });
  onTestFinished(() => outbound.destroy());
  deps = {
    webhooks: new Webhooks(store),
    deliveries: new Deliveries(store),
    events: new EventLog(store, clock),
    keyItems: new KeyItems(store, vault, log),
    isOwnAddress: () => false,
    vault,
    outbound,
    clock,
    log,
    timeoutMs: 300,
  };
  sender = new WebhookSender(deps);
  sender.start();
  const started = sender;
  onTestFinished(() => started.stop());
}

const create = async (events: readonly string[] | null = null): Promise<Webhook> =>
  (await createWebhook(deps, { label: 'alerts', url: receiver.url, events }, 'cli')).webhook;

const happen = (type: EventType = 'proxy.paused'): number =>
  deps.events.append({ type, actor: 'engine', subjectId: null, data: {} }).id;

const deliveries = (): ListedDelivery[] =>
  deps.webhooks.list().flatMap(({ id }) => deps.deliveries.list(id, 500));

const webhook = (): Webhook => deps.webhooks.find('alerts');

/** Waits until the newest delivery was attempted so often. */
const attempted = (attempts: number): Promise<void> =>
  vi.waitFor(() => expect(deliveries()[0]?.attempts).toBe(attempts));

/** Lets time pass, and the sender see that it has. */
function pass(ms: number): void {
  now += ms;
  sender.wake();
}

describe('a message that is not taken', () => {
  test.each([
    [500, 'http_status'],
    [404, 'http_status'],
    [302, 'redirected'],
  ] as const)('because of HTTP %s is sent again, under the same id', async (status, error) => {
    receiver.answer(() => status);
    await create();
    happen();
    await attempted(1);
    expect(deliveries()).toMatchObject([{ status: 'pending', httpStatus: status, error }]);
    receiver.answer(() => 200);
    pass(6000);
    await vi.waitFor(() => expect(deliveries()[0]?.status).toBe('delivered'));
    expect(deliveries()).toMatchObject([{ attempts: 2, httpStatus: 200, error: null }]);
    const [first, second] = receiver.messages;
    expect(second?.id).toBe(first?.id);
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp']);
    expect(webhook().failingSince).toBeNull();
  });

  test('since the receiver does not answer, or is not there, is sent again', async () => {
    receiver.answer(() => 'never');
    await create();
    happen();
    await attempted(1);
    expect(deliveries()).toMatchObject([{ status: 'pending', httpStatus: null, error: 'timeout' }]);
    updateWebhook(deps, 'alerts', { url: 'http://127.0.0.1:1/' }, 'cli');
    await vi.waitFor(() =>
      expect(deliveries().at(-1)).toMatchObject({ attempts: 2, error: 'unreachable' }),
    );
  });

  test('is not sent before its time, nor more often than scheduled', async () => {
    receiver.answer(() => 500);
    await create();
    happen();
    await attempted(1);
    pass(3000);
    await create(['key.rotated']).catch(() => undefined);
    expect(receiver.messages).toHaveLength(1);
    for (const [count, delayMs] of [
      [2, 6000],
      [3, 6 * MINUTE_MS],
      [4, 34 * MINUTE_MS],
      [5, 2.3 * HOUR_MS],
      [6, 5.6 * HOUR_MS],
      [7, 11.1 * HOUR_MS],
      [8, 15.5 * HOUR_MS],
      [9, 22.1 * HOUR_MS],
      [10, 26.5 * HOUR_MS],
    ] as const) {
      pass(delayMs);
      // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
      await vi.waitFor(() => expect(deliveries().at(-1)?.attempts).toBe(count));
    }
    expect(deliveries().at(-1)).toMatchObject({ status: 'failed', nextAttemptAt: null });
  });

  test('waits as long as the receiver asks', async () => {
    receiver.answer(() => ({ status: 429, headers: { 'retry-after': '3600' } }));
    await create();
    happen();
    await attempted(1);
    expect((deliveries()[0]?.nextAttemptAt ?? 0) - now).toBe(HOUR_MS);
  });

  test('does not hold up the next', async () => {
    receiver.answer(({ type }) => (type === 'proxy.paused' ? 500 : 200));
    await create();
    happen('proxy.paused');
    happen('proxy.resumed');
    await vi.waitFor(() =>
      expect(deliveries().map(({ status }) => status)).toEqual(['delivered', 'pending']),
    );
  });

  test('is sent to an address that changed, soon after the change', async () => {
    receiver.answer(() => 500);
    await create(['proxy.paused']);
    happen();
    await attempted(1);
    const other = await openWebhookReceiver();
    updateWebhook(deps, 'alerts', { url: other.url }, 'cli');
    await vi.waitFor(() => expect(other.messages).toHaveLength(1));
  });
});

describe('what is to be sent survives', () => {
  test('the end of the engine, at whatever moment', async () => {
    receiver.answer(() => 'never');
    await create();
    const ids = [happen('proxy.paused'), happen('proxy.resumed')];
    await vi.waitFor(() => expect(receiver.messages).toHaveLength(1));
    sender.stop();
    receiver.answer(() => 200);
    start();
    await vi.waitFor(() =>
      expect(deliveries().map(({ status }) => status)).toEqual(['delivered', 'delivered']),
    );
    const sent = receiver.messages.map(({ data }) => data['event_id']);
    expect(sent).toEqual([ids[0], ...ids]);
  });

  test('a crash between the event and its queue', async () => {
    await create();
    sender.stop();
    happen();
    start();
    await vi.waitFor(() => expect(receiver.messages).toHaveLength(1));
  });

  test('its next attempt being far ahead because the clock was set back', async () => {
    receiver.answer(() => 500);
    await create();
    now += 100 * DAY_MS;
    happen();
    await attempted(1);
    receiver.answer(() => 200);
    pass(-100 * DAY_MS);
    await vi.waitFor(() => expect(deliveries()[0]?.status).toBe('delivered'));
  });
});

describe('a receiver', () => {
  test('that is gone is left alone, which is logged', async () => {
    receiver.answer(() => 410);
    const { id } = await create();
    happen('proxy.paused');
    happen('proxy.resumed');
    await vi.waitFor(() => expect(webhook().status).toBe('disabled'));
    expect(deliveries().map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(receiver.messages).toHaveLength(1);
    expect(deps.events.listLatest(1)).toMatchObject([
      { type: 'webhook.disabled', actor: 'engine', subjectId: id, data: { error: 'gone' } },
    ]);
  });

  test('that fails for five days is given up; resumed, it begins with what happens then', async () => {
    receiver.answer(() => 500);
    await create(['proxy.*']);
    happen();
    await attempted(1);
    now += 5 * DAY_MS;
    happen();
    await vi.waitFor(() => expect(webhook().status).toBe('disabled'));
    happen();
    receiver.answer(() => 200);
    const before = receiver.messages.length;
    resumeWebhook(deps, 'alerts', 'cli');
    const id = happen('proxy.resumed');
    await vi.waitFor(() => expect(receiver.messages).toHaveLength(before + 1));
    expect(receiver.messages.at(-1)?.data['event_id']).toBe(id);
  });

  test('that fails now and then is not given up', async () => {
    await create(['proxy.*']);
    for (const status of [500, 200, 500]) {
      receiver.answer(() => status);
      now += 3 * DAY_MS;
      const count = deliveries().length;
      happen();
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await vi.waitFor(() => {
        expect(deliveries()).toHaveLength(count + 1);
        expect(deliveries()[0]?.httpStatus).toBe(status);
      });
    }
    expect(webhook().status).toBe('active');
  });
});

describe('a secret', () => {
  test('that cannot be read is no failure of the receiver: it is sent when the vault is open again', async () => {
    await create();
    vault.lock();
    happen();
    await vi.waitFor(() =>
      expect(deliveries()).toMatchObject([{ attempts: 0, error: 'secret_unreadable' }]),
    );
    expect(receiver.messages).toEqual([]);
    expect(webhook().failingSince).toBeNull();
    await vault.unlock();
    pass(16_000);
    await vi.waitFor(() => expect(deliveries()[0]?.status).toBe('delivered'));
  });

  test('that was replaced is erased when its grace is over', async () => {
    const { id } = await create();
    await rotateWebhookSecret(deps, 'alerts', 600, 'cli');
    const read = (version: number): Promise<unknown> =>
      vault
        .read({ kind: 'item', ref: { workspaceId: 'personal', itemId: `${id}.v${version}` } })
        .then(
          () => 'kept',
          (error: unknown) => (error instanceof AppError ? error.code : 'other'),
        );
    await endFormerSecrets(deps);
    expect(await read(1)).toBe('kept');
    now += 601_000;
    await endFormerSecrets(deps);
    expect([await read(1), await read(2)]).toEqual(['vault_item_missing', 'kept']);
    expect(webhook()).toMatchObject({ formerSecretVersion: null, formerSecretUntil: null });
  });
});

test('the log of deliveries forgets what was settled a month ago', async () => {
  await create();
  happen();
  await vi.waitFor(() => expect(deliveries()[0]?.status).toBe('delivered'));
  pauseWebhook(deps, 'alerts', 'cli');
  pass(31 * DAY_MS);
  await vi.waitFor(() => expect(deliveries()).toEqual([]));
});
