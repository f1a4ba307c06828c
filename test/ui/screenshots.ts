/**
 * `npm run screenshots`: every page in both themes and two widths, into assets/screenshots, from a
 * Latchport with made-up accounts. Look at them before you commit them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumLaunch } from '../support/chromium-launch.ts';
import { startEngineProcess, type EngineProcess } from './support/engine-process.ts';
import { toPalettePng } from './support/palette-png.ts';
import { seed } from './support/seed.ts';

type Shot = readonly [name: string, path: string, reach?: (page: Page) => Promise<unknown>];

const FOLDER = join(import.meta.dirname, '../../assets/screenshots');
const THEMES = ['light', 'dark'] as const;
const WIDTHS = [
  { name: 'wide', width: 1280, height: 860 },
  { name: 'narrow', width: 380, height: 780 },
] as const;

const newcomer: readonly Shot[] = [
  ['first-run', '/start'],
  ['first-call', '/start', (page) => page.getByRole('button', { name: 'Use the demo' }).click()],
];

const settled: readonly Shot[] = [
  ['connections', '/connections'],
  ['connection', '/connections/openai-personal'],
  ['add-connection', '/add-connection', chooseProvider],
  ['virtual-keys', '/keys'],
  ['virtual-key', '/keys', (page) => page.getByRole('link', { name: 'Zed' }).click()],
  ['activity', '/activity'],
  ['audit-log', '/activity/log'],
  ['usage', '/usage'],
  ['routing', '/routing'],
  ['settings', '/settings'],
  ['vault', '/settings/vault'],
  ['palette', '/connections', (page) => page.keyboard.press('Control+k')],
];

async function chooseProvider(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Provider' }).fill('mi');
}

async function take(browser: Browser, engine: EngineProcess, shots: readonly Shot[]) {
  for (const theme of THEMES) {
    for (const { name: widthName, width, height } of WIDTHS) {
      /* oxlint-disable no-await-in-loop -- one picture after the other */
      const context = await browser.newContext({
        colorScheme: theme,
        viewport: { width, height },
        reducedMotion: 'reduce',
        locale: 'en-US',
      });
      const page = await context.newPage();
      await page.goto(await engine.pageUrl());
      await page.getByRole('heading', { level: 1 }).waitFor();
      for (const [name, path, reach] of shots) {
        await goTo(page, path);
        await reach?.(page);
        await page.waitForTimeout(600);
        const file = join(FOLDER, `${name}-${theme}-${widthName}.png`);
        writeFileSync(file, toPalettePng(await page.screenshot()));
      }
      await context.close();
      /* oxlint-enable no-await-in-loop */
    }
  }
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    window.location.hash = '/nowhere';
  });
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await page.evaluate((to) => {
    window.location.hash = to;
  }, path);
}

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch(chromiumLaunch);
const [fresh, used] = await Promise.all([startEngineProcess(), startEngineProcess()]);
const seeded = await seed(used);
await take(browser, fresh, newcomer);
await take(browser, used, settled);
await browser.close();
await seeded.close();
await Promise.all([fresh.stop(), used.stop()]);
