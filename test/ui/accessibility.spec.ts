import type { Page } from '@playwright/test';
import { connectOpenAi, createKey } from './support/calls.ts';
import { findFaults, overflowOf } from './support/find-faults.ts';
import { expect, test } from './support/fixtures.ts';
import { goTo, places, settle } from './support/places.ts';
import { seed } from './support/seed.ts';

const WIDE = { width: 1280, height: 860 };
const NARROW = { width: 380, height: 780 };

/** In both themes no fault that axe can find, and nothing that reaches over the edge of a narrow window. */
async function expectFaultless(page: Page, where: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await settle(page);
  expect(await findFaults(page), `${where}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await settle(page);
  expect(await findFaults(page), `${where}, dark`).toEqual([]);
  await page.setViewportSize(NARROW);
  expect(await overflowOf(page), `${where}, 380 pixels wide`).toBeLessThanOrEqual(0);
  await page.setViewportSize(WIDE);
}

for (const [part, partPlaces] of Object.entries(places)) {
  test(`${part}: every page and dialog is accessible in both themes, and fits 380 pixels`, async ({
    engine,
    open,
  }) => {
    test.setTimeout(20_000 * partPlaces.length);
    const seeded = await seed(engine);
    const page = await open('/nowhere');
    for (const place of partPlaces) {
      /* oxlint-disable no-await-in-loop -- one after the other */
      await goTo(page, place);
      await expectFaultless(page, place.name);
      /* oxlint-enable no-await-in-loop */
    }
    await seeded.close();
  });
}

test('so is an empty Latchport, a locked one, and one without a session', async ({
  engine,
  open,
}) => {
  test.setTimeout(120_000);
  const page = await open('/connections');
  for (const path of ['/connections', '/keys', '/activity', '/activity/log', '/usage']) {
    /* oxlint-disable no-await-in-loop -- one page after the other */
    await goTo(page, { name: 'empty', path });
    await expectFaultless(page, `empty ${path}`);
    /* oxlint-enable no-await-in-loop */
  }
  await engine.client.call('lock', {});
  await expect(page.getByText('Keys are sealed away.')).toBeVisible();
  await expectFaultless(page, 'locked');
  await goTo(page, { name: 'unlock', path: '/unlock' });
  await expectFaultless(page, 'unlocking');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectFaultless(page, 'without a session');
});

test('what a narrow window shows of its own is accessible', async ({ engine, open }) => {
  const seeded = await seed(engine);
  const page = await open('/connections');
  await page.setViewportSize(NARROW);
  for (const path of ['/connections', '/activity']) {
    /* oxlint-disable no-await-in-loop -- one page after the other */
    await goTo(page, { name: 'narrow', path });
    expect(await findFaults(page), path).toEqual([]);
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

test('nothing moves for those who want no motion', async ({ open }) => {
  const page = await open('/add-connection');
  await expect(page.getByRole('dialog')).toBeVisible();
  const longest = await page.evaluate(() => {
    const all = [...document.querySelectorAll('*')].map((element) => getComputedStyle(element));
    const times = all.flatMap((style) => [style.animationDuration, style.transitionDuration]);
    return Math.max(...times.flatMap((text) => text.split(', ')).map(Number.parseFloat));
  });
  expect(longest).toBeLessThanOrEqual(0.001);
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
