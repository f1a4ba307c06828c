/**
 * Draws every icon of the app from assets/logo.svg: the program's own in all sizes, and the tray's, one a
 * state, for macOS (a template it colours itself), for light and for dark. Run it after changing the logo:
 * npm run icons [path of Chromium]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';

const OUT = 'assets/icons';
const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

const logo = readFileSync('assets/logo.svg', 'utf8');

const [, glyph = ''] = /<path[^>]* d="([^"]+)"/.exec(logo) ?? [];

/** Beside the key of the logo: how the engine is, told by a shape, so that no colour is needed. */
const marks = {
  running: '',
  paused: '<path d="M19.6 5h3v10h-3zM24.8 5h3v10h-3z"/>',
  locked:
    '<path d="M20.6 9.2V8a3.2 3.2 0 0 1 6.4 0v1.2a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1h-6.4a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1ZM22.4 9.2h2.8V8a1.4 1.4 0 0 0-2.8 0Z" fill-rule="evenodd"/>',
  problem: '<path d="M22.1 4.6h3.4v7h-3.4z"/><circle cx="23.8" cy="14.4" r="1.9"/>',
};

/** Pixels of the smaller of the two; the other, `@2x`, is for sharper screens. */
const looks = {
  Template: { size: 18, ink: '#000000', alarm: null },
  '-light': { size: 22, ink: '#1c211f', alarm: '#ff7a63' },
  '-dark': { size: 22, ink: '#f4f7f6', alarm: '#b42318' },
};

/** The mark is cut out of the logo; an alarm is filled in besides. */
const trayPicture = (shape: string, ink: string, fill: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
    <mask id="cut"><rect width="32" height="32" fill="#fff"/><g fill="#000">${shape}</g></mask>
    <path mask="url(#cut)" fill="${ink}" fill-rule="evenodd" d="${glyph}"/>
    <g fill="${fill}">${shape}</g>
  </svg>`;

async function draw(page: Page, picture: string, size: number, file: string): Promise<void> {
  await page.setViewportSize({ width: size, height: size });
  const source = `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`;
  await page.setContent(
    `<style>body{margin:0}img{display:block;width:${size}px;height:${size}px}</style><img src="${source}">`,
  );
  await page.locator('img').evaluate('(image) => image.decode()');
  writeFileSync(join(OUT, file), await page.screenshot({ omitBackground: true }));
}

const browser = await chromium.launch({ executablePath: process.argv[2] ?? '/usr/bin/chromium' });
const page = await browser.newPage();
for (const folder of ['app', 'tray']) mkdirSync(join(OUT, folder), { recursive: true });
/* oxlint-disable no-await-in-loop -- one page draws one picture after the other */
for (const size of APP_SIZES) await draw(page, logo, size, `app/${size}x${size}.png`);
for (const [mark, shape] of Object.entries(marks)) {
  for (const [look, { size, ink, alarm }] of Object.entries(looks)) {
    const picture = trayPicture(shape, ink, (mark === 'problem' ? alarm : null) ?? 'none');
    await draw(page, picture, size, `tray/${mark}${look}.png`);
    await draw(page, picture, size * 2, `tray/${mark}${look}@2x.png`);
  }
}
/* oxlint-enable no-await-in-loop */
await browser.close();
