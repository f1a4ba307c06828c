import { expect, test } from 'vitest';
import type { Desktop } from '../support/desktop/desktop.ts';
import { launchDesktop } from '../support/desktop/launch-desktop.ts';
import { RUNNING, trayOf } from '../support/desktop/tray-of.ts';
import { openFakeProvider, type FakeProvider } from '../support/fake-provider.ts';

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

test('tells when a connection is down, and when it is back', async () => {
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
