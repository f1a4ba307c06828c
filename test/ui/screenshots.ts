/**
 * `npm run screenshots [-- name ...]`: every page in both themes and two widths, every dialog light and
 * wide, dark and narrow, into assets/screenshots, from a Latchport with made-up accounts. Look at them
 * before you commit them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumLaunch } from '../support/chromium-launch.ts';
import { startEngineProcess, type EngineProcess } from './support/engine-process.ts';
import { toPalettePng } from './support/palette-png.ts';
import type { Place } from './support/place.ts';
import { goTo, places, settle } from './support/places.ts';
import { seedHistory } from './support/seed-history.ts';
import { seed } from './support/seed.ts';

interface Look {
  readonly theme: 'light' | 'dark';
  readonly size: 'wide' | 'narrow';
}

const FOLDER = join(import.meta.dirname, '../../assets/screenshots');
const LOOKS: readonly Look[] = [
  { theme: 'light', size: 'wide' },
  { theme: 'dark', size: 'narrow' },
  { theme: 'dark', size: 'wide' },
  { theme: 'light', size: 'narrow' },
];
const SIZES = {
  wide: { width: 1280, height: 860 },
  narrow: { width: 380, height: 780 },
} as const;
/** Taken before anything is there. */
const OF_NEWCOMERS = new Set(['first-run', 'first-call', 'shown-once']);
/** What a page shows of a moment ago: notices, and the last of what it loads. */
const REST_MS = 300;

const wanted = process.argv.slice(2);
const isWanted = ({ name }: Pick<Place, 'name'>): boolean =>
  wanted.length === 0 || wanted.includes(name);
const all: readonly Place[] = Object.values(places).flat();
const newcomers = all.filter((place) => OF_NEWCOMERS.has(place.name) && isWanted(place));
const settled = all.filter((place) => !OF_NEWCOMERS.has(place.name) && isWanted(place));

const emptyPages: readonly Place[] = [
  { name: 'no-connections', path: '/connections' },
  { name: 'no-keys', path: '/keys' },
  { name: 'no-calls', path: '/activity' },
  { name: 'no-usage', path: '/usage' },
].filter(isWanted);

const used = await startEngineProcess();
const seeded = await seed(used);
await seedHistory(used);
const browser = await chromium.launch(chromiumLaunch);
mkdirSync(FOLDER, { recursive: true });
for (const look of LOOKS) {
  /* oxlint-disable no-await-in-loop -- one picture after the other */
  const fresh = await startEngineProcess();
  await inWindow(browser, fresh, look, (page) =>
    takeAll(page, [...emptyPages, ...newcomers], look),
  );
  await fresh.stop();
  await inWindow(browser, used, look, (page) => takeAll(page, settled, look));
  /* oxlint-enable no-await-in-loop */
}
await takeTroubles();
await browser.close();
await seeded.close();
await used.stop();

async function inWindow(
  from: Browser,
  engine: EngineProcess,
  { theme, size }: Look,
  work: (page: Page) => Promise<unknown>,
): Promise<void> {
  const context = await from.newContext({
    colorScheme: theme,
    viewport: SIZES[size],
    reducedMotion: 'reduce',
    locale: 'en-US',
  });
  const page = await context.newPage();
  await page.goto(await engine.pageUrl());
  await page.getByRole('heading', { level: 1 }).waitFor();
  await work(page);
  await context.close();
}

async function takeAll(page: Page, which: readonly Place[], look: Look): Promise<void> {
  const isMain = (look.theme === 'light') === (look.size === 'wide');
  for (const place of which) {
    if (place.isDialog === true && !isMain) continue;
    /* oxlint-disable no-await-in-loop -- one picture after the other */
    await goTo(page, place);
    await take(page, place, look);
    /* oxlint-enable no-await-in-loop */
  }
}

/** A page as long as it is, up to two windows; a dialog as the window shows it. */
async function take(page: Page, { name, isDialog }: Place, { theme, size }: Look): Promise<void> {
  const { width, height } = SIZES[size];
  if (isDialog !== true) {
    const length = await page.evaluate(() => {
      window.scrollTo(0, 0);
      return document.documentElement.scrollHeight;
    });
    await page.setViewportSize({ width, height: Math.min(Math.max(length, height), 2 * height) });
  }
  await page.waitForTimeout(REST_MS);
  writeFileSync(
    join(FOLDER, `${name}-${theme}-${size}.png`),
    toPalettePng(await page.screenshot()),
  );
  await page.setViewportSize({ width, height });
}

/** Locked, without an engine, without a session. */
async function takeTroubles(): Promise<void> {
  const [light, dark] = LOOKS;
  for (const look of [light, dark]) {
    if (look === undefined) continue;
    /* oxlint-disable no-await-in-loop -- one picture after the other */
    await used.client.call('lock', {});
    await inWindow(browser, used, look, async (page) => {
      await page.getByText('Keys are sealed away.').waitFor();
      await settle(page);
      if (isWanted({ name: 'locked' })) await take(page, { name: 'locked', path: '/' }, look);
      await page.reload();
      await page.getByRole('heading', { level: 1 }).waitFor();
      if (isWanted({ name: 'no-session' }))
        await take(page, { name: 'no-session', path: '/' }, look);
    });
    await used.client.call('unlock', {});
    if (!isWanted({ name: 'engine-gone' })) continue;
    const doomed = await startEngineProcess();
    await inWindow(browser, doomed, look, async (page) => {
      await goTo(page, { name: 'connections', path: '/connections' });
      await doomed.client.call('stop', {});
      await page.getByText('The engine does not answer.').waitFor();
      await take(page, { name: 'engine-gone', path: '/' }, look);
    });
    await doomed.stop();
    /* oxlint-enable no-await-in-loop */
  }
}
