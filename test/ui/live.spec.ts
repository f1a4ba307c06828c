import { connectOpenAi, createKey } from './support/calls.ts';
import { expect, test } from './support/fixtures.ts';

/** The page asks for nothing by the clock: what shows here, it was told. */

test('shows what the command line changed', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const page = await open();
  const latch = page.getByRole('switch', { name: 'Use OpenAI' });
  await expect(latch).toBeChecked();
  await engine.client.call('connections.disable', { connection: 'openai' });
  await expect(latch).not.toBeChecked();
  await engine.client.call('connections.update', { connection: 'openai', label: 'Renamed' });
  await expect(page.getByRole('link', { name: 'Renamed' })).toBeVisible();
  await engine.client.call('pause', {});
  await expect(page.getByText('Every call is refused until you resume.')).toBeVisible();
  await engine.client.call('connections.disconnect', { connection: 'openai' });
  await expect(page.getByText('Nothing is connected yet')).toBeVisible();
});

test('shows what was changed before it was told of changes', async ({
  context,
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const held = Promise.withResolvers<void>();
  await context.route('**/events/stream*', async (route) => {
    await held.promise;
    await route.continue();
  });
  const page = await open();
  const latch = page.getByRole('switch', { name: 'Use OpenAI' });
  await expect(latch).toBeChecked();
  await engine.client.call('connections.disable', { connection: 'openai' });
  held.resolve();
  await expect(latch).not.toBeChecked();
});

test('keeps two windows in step', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const [first, second] = [await open(), await open()];
  await first.getByRole('switch', { name: 'Use OpenAI' }).click();
  await expect(second.getByRole('switch', { name: 'Use OpenAI' })).not.toBeChecked();
  await second.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(first.getByText('Every call is refused until you resume.')).toBeVisible();
  await first.getByRole('button', { name: 'Resume' }).first().click();
  await expect(second.getByText('Every call is refused until you resume.')).toBeHidden();
});

test('keeps what is being typed while the rest changes', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const page = await open('/connections/openai');
  const label = page.getByLabel('Label');
  await label.fill('Half a na');
  await engine.client.call('connections.update', {
    connection: 'openai',
    environment: 'staging',
  });
  await expect(page.getByLabel('Environment')).toHaveValue('staging');
  await expect(label).toHaveValue('Half a na');
  await expect(label).toBeFocused();

  await page.evaluate(() => {
    window.location.hash = '/new-key';
  });
  await page.getByRole('dialog').getByLabel('Label').fill('Half a k');
  await createKey(engine, 'Made elsewhere');
  await expect(page.locator('.row', { hasText: 'Made elsewhere' })).toBeAttached();
  await expect(page.getByRole('dialog').getByLabel('Label')).toHaveValue('Half a k');
});

test('says that the engine is gone, and how to come back', async ({ engine, open }) => {
  const page = await open();
  await expect(page.getByText('Nothing is connected yet')).toBeVisible();
  await engine.client.call('stop', {});
  await expect(page.getByText('The engine does not answer.')).toContainText('latchport open');
});

test('finds pages, things and commands by name', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin, 'Account at work');
  const page = await open('/settings');
  const choose = async (sought: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search pages' }).fill(sought);
    await page.keyboard.press('Enter');
  };
  await choose('account');
  await expect(page.getByRole('heading', { name: 'Account at work' })).toBeVisible();
  await choose('pause all');
  await expect(page.getByText('Every call is refused until you resume.')).toBeVisible();
  await choose('theme: dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
