import type { Page } from '@playwright/test';
import { connectOpenAi, createKey } from './support/calls.ts';
import { findFaults, overflowOf } from './support/find-faults.ts';
import { expect, test } from './support/fixtures.ts';
import { goTo, places } from './support/places.ts';
import { seed } from './support/seed.ts';

async function expectNoFault(page: Page, where: string): Promise<void> {
  expect(await findFaults(page), where).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    for (const [part, partPlaces] of Object.entries(places)) {
      test(`${part}: no page or dialog has a fault axe can find`, async ({ engine, open }) => {
        test.setTimeout(120_000);
        const seeded = await seed(engine);
        const page = await open('/nowhere');
        for (const place of partPlaces) {
          /* oxlint-disable no-await-in-loop -- one after the other */
          await goTo(page, place);
          await expectNoFault(page, place.name);
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
        await goTo(page, { name: 'empty', path });
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

test('no page or dialog scrolls sideways at 380 pixels', async ({ engine, open }) => {
  test.setTimeout(120_000);
  const seeded = await seed(engine);
  const page = await open('/connections');
  await page.setViewportSize({ width: 380, height: 780 });
  for (const place of Object.values(places).flat()) {
    /* oxlint-disable no-await-in-loop -- one page after the other */
    await goTo(page, place);
    expect(await overflowOf(page), place.name).toBeLessThanOrEqual(0);
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
