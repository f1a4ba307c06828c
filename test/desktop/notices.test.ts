import { expect, test } from 'vitest';
import type { Desktop } from '../support/desktop/desktop.ts';
import { launchDesktop } from '../support/desktop/launch-desktop.ts';
import { RUNNING, trayOf } from '../support/desktop/tray-of.ts';
import { modelList, openFakeProvider, type FakeProvider } from '../support/fake-provider.ts';

async function connect({ client }: Desktop, { origin }: FakeProvider): Promise<void> {
  await client.call('connections.add', {
    provider: 'openai',
    label: 'work',
    provider_key: 'sk-test-provider-key-0123456789',
    base_url: `${origin}/v1`,
  });
}

const titles = async ({ remote }: Desktop): Promise<readonly string[]> =>
  (await remote.notifications()).map(({ title }) => title);

test('tells when a key became invalid; a click opens the page', async () => {
  const desktop = await launchDesktop({ args: ['--hidden'] });
  await trayOf(desktop).until(RUNNING);
  const provider = await openFakeProvider();
  await connect(desktop, provider);
  provider.answer(() => ({ status: 401, body: { error: { message: 'no' } } }));
  await desktop.client.call('connections.test', { connection: 'work' });
  await expect.poll(() => titles(desktop)).toEqual(['The key of work is not valid']);
  await trayOf(desktop).until('work - invalid');
  await desktop.remote.clickNotification('The key of work is not valid');
  expect((await desktop.page('ui')).url()).toMatch(/#\/connections$/);
});

test('tells nothing of what is switched off', async () => {
  const desktop = await launchDesktop();
  await trayOf(desktop).until(RUNNING);
  const notices = { budgets: true, invalid_keys: false, connection_health: true, engine: true };
  const page = await desktop.page('ui');
  await page.evaluate(
    `window.latchport.shell('settings.change', { notices: ${JSON.stringify(notices)} })`,
  );
  const provider = await openFakeProvider();
  await connect(desktop, provider);
  provider.answer(() => ({ status: 401, body: { error: { message: 'no' } } }));
  await desktop.client.call('connections.test', { connection: 'work' });
  await trayOf(desktop).until('work - invalid');
  expect(await titles(desktop)).toEqual([]);
});

test('tells when a connection is down', async () => {
  const desktop = await launchDesktop({ args: ['--hidden'] });
  await trayOf(desktop).until(RUNNING);
  const provider = await openFakeProvider();
  await connect(desktop, provider);
  const { key } = await desktop.client.call('virtual_keys.create', { label: 'caller' });
  const { proxy } = await desktop.client.call('status', {});
  const call = async (): Promise<void> => {
    const response = await fetch(`${proxy.addresses[0]}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'fake-1', messages: [] }),
    });
    await response.text();
  };
  provider.answer(() => ({ status: 503, body: { error: { message: 'down' } } }));
  await expect
    .poll(async () => {
      await call();
      return titles(desktop);
    })
    .toContain('work is down');
});

test('tells when 80 % of a budget are spent, and when all of it is', async () => {
  const desktop = await launchDesktop({ args: ['--hidden'] });
  const tray = trayOf(desktop);
  await tray.until(RUNNING);
  const provider = await openFakeProvider();
  provider.answer(() => modelList('gpt-4o-mini'));
  await connect(desktop, provider);
  const { key } = await desktop.client.call('virtual_keys.create', {
    label: 'editor',
    budgets: [{ usd: 1, per: 'day' }],
  });
  const { proxy } = await desktop.client.call('status', {});
  const call = async (completionTokens: number): Promise<number> => {
    const usage = { prompt_tokens: 1, completion_tokens: completionTokens };
    provider.answer(() => ({ body: { id: 'x', object: 'chat.completion', choices: [], usage } }));
    const response = await fetch(`${proxy.addresses[0]}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4o-mini', max_tokens: 10, messages: [] }),
    });
    await response.text();
    return response.status;
  };
  // At 0.60 USD a million tokens of output.
  expect(await call(1_000_000)).toBe(200);
  await tray.until('editor: 60 % of $1.00 this day used');
  expect(await titles(desktop)).toEqual([]);
  expect(await call(400_000)).toBe(200);
  await expect.poll(() => titles(desktop)).toEqual(['editor has spent 80 % of its budget']);
  expect(await desktop.remote.notifications()).toEqual([
    { title: 'editor has spent 80 % of its budget', body: '$0.84 of $1.00 for this day.' },
  ]);
  expect(await call(400_000)).toBe(200);
  await expect
    .poll(() => titles(desktop))
    .toEqual(['editor has spent 80 % of its budget', 'editor has used up its budget']);
  expect(await call(1)).toBe(402);
});
