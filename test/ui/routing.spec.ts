import type { Page } from '@playwright/test';
import type { EngineProcess } from './support/engine-process.ts';
import { chat, connectOpenAi, createKey } from './support/calls.ts';
import { findFaults, overflowOf } from './support/find-faults.ts';
import { expect, test } from './support/fixtures.ts';

const targetsOf = async ({ client }: EngineProcess, alias: string): Promise<readonly string[]> =>
  (await client.call('aliases.list', {})).aliases.find(({ name }) => name === alias)?.targets ?? [];

const shownTargets = (page: Page, alias: string) =>
  page.getByRole('list', { name: `Targets of ${alias}, best first` }).getByRole('code');

const setAlias = ({ client }: EngineProcess, name: string, targets: readonly string[]) =>
  client.call('aliases.set', { name, targets: [...targets] });

test('an alias is made with the keyboard, and a call by its name reaches its first target', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'Editor');
  const page = await open('/routing');
  await expect(page.getByText('No alias yet')).toBeVisible();
  await page.getByRole('button', { name: 'New alias' }).press('Enter');
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('smart');
  await page.keyboard.press('Tab');
  await page.keyboard.type('openai/gpt-4o');
  await page.keyboard.press('Enter');
  await page.keyboard.type('openai/gpt-4o-mini');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(shownTargets(page, 'smart')).toHaveText(['openai/gpt-4o', 'openai/gpt-4o-mini']);
  expect((await chat(engine, key, { model: 'smart' })).status).toBe(200);
  expect(JSON.parse(upstream.seen.at(-1)?.body.toString() ?? '{}')).toMatchObject({
    model: 'gpt-4o',
  });
});

test('targets change their order by the buttons, which keep the focus, and the next call follows', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'Editor');
  await setAlias(engine, 'smart', ['openai/gpt-4o', 'openai/gpt-4o-mini']);
  const page = await open('/routing');
  const up = page.getByRole('button', { name: 'Move openai/gpt-4o-mini up' });
  await up.focus();
  await page.keyboard.press('Enter');
  await expect(shownTargets(page, 'smart')).toHaveText(['openai/gpt-4o-mini', 'openai/gpt-4o']);
  await expect(up).toBeFocused();
  await expect(page.getByText('openai/gpt-4o-mini is now 1 of 2.')).toBeAttached();
  await expect
    .poll(() => targetsOf(engine, 'smart'))
    .toEqual(['openai/gpt-4o-mini', 'openai/gpt-4o']);
  await chat(engine, key, { model: 'smart' });
  expect(JSON.parse(upstream.seen.at(-1)?.body.toString() ?? '{}')).toMatchObject({
    model: 'gpt-4o-mini',
  });
});

test('targets change their order by dragging', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  await setAlias(engine, 'smart', ['openai/gpt-4o', 'openai/gpt-4o-mini']);
  const page = await open('/routing');
  const grips = page.getByTitle('Drag to change the order');
  const [from, to] = [await grips.first().boundingBox(), await grips.last().boundingBox()];
  if (from === null || to === null) throw new Error('Nothing to drag.');
  await page.mouse.move(from.x + 6, from.y + 6);
  await page.mouse.down();
  await page.mouse.move(to.x + 6, to.y + to.height, { steps: 6 });
  await page.mouse.up();
  await expect
    .poll(() => targetsOf(engine, 'smart'))
    .toEqual(['openai/gpt-4o-mini', 'openai/gpt-4o']);
});

test('a target that leads nowhere is refused, said, and taken back', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  await setAlias(engine, 'smart', ['openai/gpt-4o']);
  const page = await open('/routing');
  await page.getByLabel('Another target').fill('nothing-of-the-kind');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('nothing-of-the-kind');
  await expect(shownTargets(page, 'smart')).toHaveText(['openai/gpt-4o']);
});

test('what the command line does to an alias shows at once; removing one asks for its name', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const page = await open('/routing');
  await expect(page.getByText('No alias yet')).toBeVisible();
  await setAlias(engine, 'smart', ['openai/gpt-4o']);
  await expect(shownTargets(page, 'smart')).toHaveText(['openai/gpt-4o'], { timeout: 1000 });
  await page.getByRole('button', { name: 'Remove the alias smart' }).click();
  const remove = page.getByRole('button', { name: 'Remove alias', exact: true });
  await expect(remove).toBeDisabled();
  await page.getByLabel('Type smart to confirm').fill('smart');
  await remove.click();
  await expect(page.getByText('No alias yet')).toBeVisible();
  expect(await targetsOf(engine, 'smart')).toEqual([]);
});

test('explains where a call would go, why not elsewhere, and follows what changes', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin, 'First');
  await connectOpenAi(engine, upstream.origin, 'Second');
  await createKey(engine, 'Editor');
  const page = await open('/routing');
  await page.getByLabel('Model', { exact: true }).fill('gpt-4o');
  await page.getByRole('button', { name: 'Explain' }).click();
  const found = page.getByRole('region', { name: 'Explain' });
  await expect(found.getByRole('list').first().getByRole('listitem')).toHaveCount(2);
  await expect(found).toContainText('No connection is left out.');
  await engine.client.call('connections.disable', { connection: 'first' });
  await expect(found).toContainText('Why not the others', { timeout: 1000 });
  await expect(found.getByRole('list').first()).toContainText('second');
  await expect(found.getByRole('list').last()).toContainText('first');
  await engine.client.call('connections.disable', { connection: 'second' });
  await expect(found).toContainText('The call would be refused', { timeout: 1000 });
});

test('shows what is left of the limits a provider spoke of', async ({ engine, upstream, open }) => {
  upstream.answerWith((_request, response) => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-ratelimit-limit-requests': '500',
      'x-ratelimit-remaining-requests': '40',
      'x-ratelimit-reset-requests': '10m',
    });
    response.end('{}');
  });
  await connectOpenAi(engine, upstream.origin);
  const page = await open('/connections');
  await chat(engine, await createKey(engine, 'Editor'));
  await expect(page.getByText('8% of requests left')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('routing and its dialogs have no fault axe can find, at 380 pixels too', async ({
      engine,
      upstream,
      open,
    }) => {
      test.setTimeout(120_000);
      await connectOpenAi(engine, upstream.origin);
      await createKey(engine, 'Editor');
      const page = await open('/routing');
      await expect(page.getByText('No alias yet')).toBeVisible();
      expect(await findFaults(page), 'empty').toEqual([]);
      await setAlias(engine, 'smart', ['openai/gpt-4o', 'openai/gpt-4o-mini']);
      await page.getByLabel('Model', { exact: true }).fill('smart');
      await page.getByRole('button', { name: 'Explain' }).click();
      await expect(page.getByText('In this order')).toBeVisible();
      expect(await findFaults(page), 'explained').toEqual([]);
      await page.setViewportSize({ width: 380, height: 780 });
      await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0);
      expect(await findFaults(page), 'narrow').toEqual([]);
      await page.getByRole('button', { name: 'New alias' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await findFaults(page), 'new alias').toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Remove the alias smart' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await findFaults(page), 'removing').toEqual([]);
    });
  });
}
