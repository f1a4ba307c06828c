import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook as Verifier } from 'standardwebhooks';
import { expect, test as base } from './support/fixtures.ts';
import { portOf } from './support/plain-server.ts';

interface Receiver {
  readonly url: string;
  /** What arrived, with its headers. */
  readonly messages: { readonly body: string; readonly headers: Record<string, string> }[];
  /** What it answers from now on; null: nothing at all. */
  status: number | null;
}

const test = base.extend<{ readonly receiver: Receiver }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from the pattern
  receiver: async ({}, use) => {
    const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const body = await text(request);
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      receiver.messages.push({ body, headers: Object.fromEntries(headers) });
      if (receiver.status !== null) response.writeHead(receiver.status).end();
    };
    const server = createServer((request, response) => void receive(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const receiver: Receiver = {
      url: `http://127.0.0.1:${portOf(server)}/hook`,
      messages: [],
      status: 204,
    };
    await use(receiver);
    server.closeAllConnections();
    server.close();
  },
});

test('adds a webhook whose secret is shown once, and a test arrives signed by it', async ({
  engine,
  receiver,
  open,
}) => {
  const page = await open('/settings/webhooks');
  await expect(page.getByText('Nobody is told yet')).toBeVisible();
  await page.getByRole('button', { name: 'Add a webhook' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Label')).toBeFocused();
  await page.keyboard.type('Pager');
  await dialog.getByLabel('Address').fill(`${receiver.url}?token=hush`);
  await dialog.getByRole('radio', { name: 'Only what I choose' }).check();
  await dialog.getByText('Virtual keys', { exact: false }).first().click();
  await dialog.getByRole('checkbox', { name: /virtual_key\.revoked/ }).check();
  await dialog.getByRole('button', { name: 'Add webhook' }).click();
  const secret = await dialog.locator('.tag-large').innerText();
  await dialog.getByRole('button', { name: 'Copy the secret of Pager' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await page.content()).not.toContain(secret);
  expect(await page.content()).not.toContain('hush');
  const [made] = (await engine.client.call('webhooks.list', {})).webhooks;
  expect(made?.events).toContain('virtual_key.revoked');

  await page.getByRole('button', { name: 'Send a test: Pager' }).click();
  await expect(page.getByText(/^Delivered in /)).toBeVisible();
  const [message] = receiver.messages;
  expect(new Verifier(secret).verify(message?.body ?? '', message?.headers ?? {})).toMatchObject({
    type: 'webhook.tested',
  });
});

test('says what came of a test that failed, and shows every delivery as it happens', async ({
  engine,
  receiver,
  open,
}) => {
  await engine.client.call('webhooks.create', { label: 'Chat', url: receiver.url });
  const page = await open('/settings/webhooks');
  receiver.status = 500;
  await page.getByRole('button', { name: 'Send a test: Chat' }).click();
  await expect(page.getByRole('alert')).toContainText('HTTP 500.');
  await page.getByRole('button', { name: 'Deliveries: Chat' }).click();
  const log = page.getByRole('dialog').getByRole('list', { name: 'Deliveries, newest first' });
  await expect(log).toContainText('Webhook tested');
  await expect(log).toContainText('Failed');
  receiver.status = 204;
  await engine.client.call('pause', {});
  await expect(log.getByRole('listitem').first()).toContainText('Calls paused');
  await expect(log.getByRole('listitem').first()).toContainText('Delivered');
});

test('a test that gets no answer can be given up', async ({ engine, receiver, open }) => {
  await engine.client.call('webhooks.create', { label: 'Chat', url: receiver.url });
  receiver.status = null;
  const page = await open('/settings/webhooks');
  await page.getByRole('button', { name: 'Send a test: Chat' }).click();
  await expect.poll(() => receiver.messages.length).toBe(1);
  await page.getByRole('button', { name: 'Stop waiting: Chat' }).click();
  await expect(page.getByRole('button', { name: 'Send a test: Chat' })).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('one that was given up says so, and is told again once resumed', async ({
  engine,
  receiver,
  open,
}) => {
  receiver.status = 410;
  await engine.client.call('webhooks.create', { label: 'Chat', url: receiver.url });
  const page = await open('/settings/webhooks');
  await engine.client.call('pause', {});
  await expect(page.getByText('Disabled after failures')).toBeVisible();
  await expect(page.getByText(/^Given up: its receiver said it is gone/)).toBeVisible();
  receiver.status = 204;
  await page.getByRole('button', { name: 'Resume: Chat' }).click();
  await expect(page.getByText('Disabled after failures')).toBeHidden();
  const before = receiver.messages.length;
  await engine.client.call('resume', {});
  await expect.poll(() => receiver.messages.length).toBeGreaterThan(before);
});

test('pauses, changes without touching the address, and takes a new secret', async ({
  engine,
  receiver,
  open,
}) => {
  const { secret, id } = await engine.client.call('webhooks.create', {
    label: 'Chat',
    url: `${receiver.url}?token=hush`,
  });
  const page = await open('/settings/webhooks');
  await page.getByRole('button', { name: 'Pause: Chat' }).click();
  await expect(page.getByRole('button', { name: 'Resume: Chat' })).toBeVisible();
  await page.getByRole('button', { name: 'Resume: Chat' }).click();
  await page.getByRole('button', { name: 'Change: Chat' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Label').fill('Team chat');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('button', { name: 'New secret: Team chat' }).click();
  await dialog.getByLabel('The former secret').selectOption('Ends at once');
  await dialog.getByRole('button', { name: 'Make a new secret' }).click();
  const next = await dialog.locator('.tag-large').innerText();
  expect(next).not.toBe(secret);
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect((await engine.client.call('webhooks.test', { webhook: id })).is_delivered).toBe(true);
  const last = receiver.messages.at(-1);
  expect(new Verifier(next).verify(last?.body ?? '', last?.headers ?? {})).toBeTruthy();
});

test('an address that may not be told is refused, and what was typed stays', async ({ open }) => {
  const page = await open('/settings/webhooks');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  await page.getByLabel('Label').fill('Chat');
  await page.getByLabel('Address').fill('http://169.254.169.254/latest');
  await page.getByRole('button', { name: 'Add webhook' }).click();
  await expect(page.getByRole('alert')).toContainText('169.254.169.254');
  await expect(page.getByLabel('Address')).toHaveValue('http://169.254.169.254/latest');
});

test('removes one by its name', async ({ engine, receiver, open }) => {
  await engine.client.call('webhooks.create', { label: 'Chat', url: receiver.url });
  const page = await open('/settings/webhooks');
  await page.getByRole('button', { name: 'Remove: Chat' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Remove', exact: true })).toBeDisabled();
  await dialog.getByLabel('Type Chat to confirm').fill('Chat');
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Nobody is told yet')).toBeVisible();
  expect((await engine.client.call('webhooks.list', {})).webhooks).toEqual([]);
});

test('offers every type of event there is', async ({ engine, open }) => {
  const refused: unknown = await engine.client
    .call('webhooks.create', {
      label: 'Chat',
      url: 'http://127.0.0.1:9/',
      events: ['nothing.like'],
    })
    .catch((error: unknown) => error);
  const [, listed = ''] = /there are ([\w., ]+[a-z])/.exec(String(refused)) ?? [];
  const page = await open('/settings/webhooks');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  await page.getByRole('radio', { name: 'Only what I choose' }).check();
  const offered = await page.getByRole('dialog').locator('.family code').allTextContents();
  expect(listed.split(', ').length).toBeGreaterThan(40);
  expect(offered.toSorted()).toEqual(listed.split(', ').toSorted());
});
