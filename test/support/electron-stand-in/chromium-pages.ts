/** Real Chromium pages for the app's windows; every request of theirs is answered here, none goes out. */
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Frame, type Page, type Route } from '@playwright/test';
import { chromiumPath } from '../chromium-path.ts';
import { fromChromium, originOf, toChromium } from './app-address.ts';
import { app, onExit } from './stand-in-app.ts';
import type { SendingFrame } from './stand-in-ipc.ts';
import { answerOwn } from './stand-in-protocol.ts';
import { mayPageLoad } from './stand-in-session.ts';

/** What a window wants to hear of its page. */
export interface PageOwner {
  readonly fromPage: (
    kind: 'invoke' | 'send',
    frame: SendingFrame,
    channel: string,
    args: readonly unknown[],
  ) => unknown;
  /** The page wants to go to another address; false: it may not. */
  readonly mayNavigate: (address: string, isMainFrame: boolean) => boolean;
  /** The page wants to open a window. */
  readonly wantsWindow: (address: string) => void;
  readonly navigated: () => void;
}

const owners = new Map<Page, PageOwner>();
let browser: Promise<BrowserContext> | null = null;
let port = 0;

/** Where another program can look at the same pages (Chrome DevTools Protocol); null: none was opened. */
export async function debugAddress(): Promise<string | null> {
  await browser;
  return browser === null ? null : `http://127.0.0.1:${port}`;
}

export async function openPage(owner: PageOwner, script: string): Promise<Page> {
  const context = await (browser ??= launch());
  const page = await context.newPage();
  owners.set(page, owner);
  page.on('close', () => owners.delete(page));
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) owner.navigated();
  });
  await page.exposeBinding(
    '__toShell',
    ({ frame }, kind: 'invoke' | 'send', channel: string, args: unknown[]) =>
      owner.fromPage(kind, describeFrame(frame), channel, args),
  );
  await page.addInitScript(script);
  return page;
}

const describeFrame = (frame: Frame): SendingFrame => ({
  origin: originOf(frame.url()),
  isMainFrame: frame.parentFrame() === null,
});

async function launch(): Promise<BrowserContext> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error('There is no Chromium for the windows');
  port = await freePort();
  const context = await chromium.launchPersistentContext(
    join(app.getPath('userData'), 'stand-in-profile'),
    {
      executablePath,
      args: [`--remote-debugging-port=${port}`],
      viewport: { width: 1120, height: 760 },
    },
  );
  onExit(() => context.close());
  await context.route('**/*', (route) => answer(route).catch(() => undefined));
  return context;
}

async function answer(route: Route): Promise<void> {
  const request = route.request();
  const frame = request.frame();
  const page = frame.page();
  const owner = owners.get(page);
  const url = request.url();
  if (owner === undefined) {
    (await openerOf(page))?.wantsWindow(fromChromium(url) ?? url);
    await route.abort('blockedbyclient');
    await page.close();
    return;
  }
  const isMainFrame = frame === page.mainFrame();
  if (request.isNavigationRequest() && !owner.mayNavigate(fromChromium(url) ?? url, isMainFrame)) {
    return route.abort('aborted');
  }
  const own = fromChromium(url);
  if (!mayPageLoad(own ?? url) || own === null) return route.abort('blockedbyclient');
  const response = await answerOwn(own, request.method());
  if (response === null) return route.abort('failed');
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** Links with `noopener` hide where they were clicked; then it was the window opened last. */
async function openerOf(page: Page): Promise<PageOwner | undefined> {
  const opener = await page.opener();
  return (opener === null ? undefined : owners.get(opener)) ?? [...owners.values()].at(-1);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export const goTo = (page: Page, address: string): Promise<unknown> =>
  page.goto(toChromium(address));
