import type { Page } from '@playwright/test';
import { connectOpenAi, createKey } from './support/calls.ts';
import { findFaults } from './support/find-faults.ts';
import { expect, test } from './support/fixtures.ts';
import { seed } from './support/seed.ts';

async function expectNoFault(page: Page, where: string): Promise<void> {
  expect(await findFaults(page), where).toEqual([]);
}

type Place = readonly [name: string, path: string, reach?: (page: Page) => unknown];

/** What is looked at, and how to get there. */
const places: Readonly<Record<string, readonly Place[]>> = {
  'the first run': [
    ['first run', '/start'],
    ['a key that is ready', '/start', (page) => page.getByText('Use the demo').click()],
    ['a missing page', '/nowhere'],
    ['the palette', '/connections', (page) => page.keyboard.press('Control+k')],
  ],
  connections: [
    ['connections', '/connections'],
    ['a failed test', '/connections', (page) => page.getByLabel(/^Test.*Groq/).click()],
    ['one connection', '/connections/openai-personal'],
    ['adding a connection', '/add-connection'],
    ['choosing a provider', '/add-connection', chooseProvider],
    ['rotating', '/connections', (page) => page.getByLabel(/^Rotate.*OpenAI/).click()],
    ['disconnecting', '/connections', (page) => page.getByLabel(/^Disconnect.*OpenAI/).click()],
  ],
  'virtual keys': [
    ['virtual keys', '/keys'],
    ['making a key', '/new-key'],
    ['a key shown once', '/new-key', makeKey],
    ['one virtual key', '/keys', showKey],
    ['regenerating', '/keys', (page) => page.getByLabel(/^Regenerate.*Zed/).click()],
    ['revoking', '/keys', (page) => page.getByLabel(/^Revoke.*Zed/).click()],
  ],
  activity: [
    ['activity', '/activity'],
    [
      'one call',
      '/activity',
      (page) =>
        page
          .getByLabel(/^Details/)
          .first()
          .click(),
    ],
    ['the audit log', '/activity/log'],
  ],
  settings: [
    ['port and doors', '/settings/doors'],
    ['the vault', '/settings/vault'],
    ['a passphrase', '/settings/vault', (page) => page.getByText('Set a passphrase').click()],
    ['moving the keys', '/settings/vault', (page) => page.getByText('Move to the k').click()],
    ['history', '/settings/history'],
    ['the look', '/settings/look'],
    ['health', '/settings/health', (page) => page.getByText('Check now').click()],
    ['about', '/settings/about'],
    ['stopping', '/settings/about', (page) => page.getByText('Stop Latchport').click()],
    ['unlocking', '/unlock'],
  ],
};

async function chooseProvider(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Provider' }).fill('o');
}

/** An address within the page, its dialogs closed. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    window.location.hash = '/nowhere';
  });
  const nowhere = page.locator('h1', { hasText: 'There is no such page' });
  await nowhere.waitFor();
  if (path === '/nowhere') return;
  await page.evaluate((to) => {
    window.location.hash = to;
  }, path);
  await nowhere.waitFor({ state: 'detached' });
  await page.locator('h1').waitFor({ state: 'attached' });
}

async function showKey(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Zed' }).click();
  await page.getByRole('heading', { name: 'Zed' }).waitFor();
}

async function makeKey(page: Page): Promise<void> {
  await page.getByLabel('Label').fill('For axe');
  await page.keyboard.press('Enter');
  await page.locator('.tag-large').waitFor();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    for (const [part, partPlaces] of Object.entries(places)) {
      test(`${part}: no page or dialog has a fault axe can find`, async ({ engine, open }) => {
        test.setTimeout(120_000);
        const seeded = await seed(engine);
        const page = await open('/nowhere');
        for (const [name, path, reach] of partPlaces) {
          /* oxlint-disable no-await-in-loop -- one after the other */
          await goTo(page, path);
          await reach?.(page);
          await settle(page);
          await expectNoFault(page, name);
          /* oxlint-enable no-await-in-loop */
        }
        await seeded.close();
      });
    }

    test('nor has an empty Latchport, a narrow one, or one without a session', async ({
      engine,
      open,
    }) => {
      test.setTimeout(120_000);
      const page = await open('/connections');
      for (const path of ['/connections', '/keys', '/activity', '/activity/log']) {
        /* oxlint-disable no-await-in-loop -- one page after the other */
        await goTo(page, path);
        await settle(page);
        await expectNoFault(page, `empty ${path}`);
        /* oxlint-enable no-await-in-loop */
      }
      await page.setViewportSize({ width: 380, height: 780 });
      await expectNoFault(page, 'narrow');
      await engine.client.call('lock', {});
      await expect(page.getByText('Keys are sealed away.')).toBeVisible();
      await expectNoFault(page, 'locked');
      await page.reload();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNoFault(page, 'without a session');
    });
  });
}

/** Until what was asked for is shown. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('.progress') === null &&
      document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}

test('no page scrolls sideways at 380 pixels', async ({ engine, open }) => {
  const seeded = await seed(engine);
  const page = await open('/connections');
  await page.setViewportSize({ width: 380, height: 780 });
  for (const [name, path] of Object.values(places).flat()) {
    /* oxlint-disable no-await-in-loop -- one page after the other */
    await goTo(page, path);
    await settle(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, name).toBeLessThanOrEqual(0);
    /* oxlint-enable no-await-in-loop */
  }
  await seeded.close();
});

test('a connection can be added and a key made with the keyboard alone', async ({
  engine,
  upstream,
  open,
}) => {
  const page = await open('/connections');
  const press = async (...keys: readonly string[]): Promise<void> => {
    // oxlint-disable-next-line no-await-in-loop -- in this order
    for (const key of keys) await page.keyboard.press(key);
  };
  const tabTo = async (name: string | RegExp): Promise<void> => {
    for (let step = 0; step < 40; step += 1) {
      /* oxlint-disable no-await-in-loop -- one step after the other */
      const focused = page.locator(':focus');
      if ((await focused.count()) > 0 && (await focused.evaluate(nameOf)).match(name)) return;
      await press('Tab');
      /* oxlint-enable no-await-in-loop */
    }
    throw new Error(`The Tab key never came to ${String(name)}.`);
  };

  await tabTo(/^Add connection$/);
  await press('Enter');
  await expect(page.getByLabel('Provider', { exact: true })).toBeFocused();
  await page.keyboard.type('self');
  await press('Enter');
  await tabTo(/^Base URL/);
  await page.keyboard.type(`${upstream.origin}/v1`);
  await press('Enter');
  await expect(page.getByRole('heading', { name: 'Self-hosted is connected' })).toBeVisible();
  await tabTo(/^New virtual key$/);
  await press('Enter');
  await expect(page.getByLabel('Label')).toBeFocused();
  await page.keyboard.type('By hand');
  await press('Enter');
  await expect(page.getByRole('button', { name: 'Copy By hand' })).toBeFocused();
  await press('Enter');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^sk-lp-/);
  await press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect((await engine.client.call('virtual_keys.list', {})).virtual_keys).toHaveLength(1);
});

test('what has the focus can be seen', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  await createKey(engine, 'Editor');
  const page = await open('/connections');
  for (let step = 0; step < 14; step += 1) {
    /* oxlint-disable no-await-in-loop -- one step after the other */
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() =>
      document.activeElement === null || document.activeElement === document.body
        ? 'solid'
        : getComputedStyle(document.activeElement).outlineStyle,
    );
    expect(outline).toBe('solid');
    /* oxlint-enable no-await-in-loop */
  }
});

/** As a screen reader would say it, near enough. */
function nameOf(element: Element): string {
  const labelled = element.id === '' ? null : document.querySelector(`label[for="${element.id}"]`);
  return (
    element.getAttribute('aria-label') ??
    labelled?.textContent ??
    element.textContent ??
    ''
  ).trim();
}
