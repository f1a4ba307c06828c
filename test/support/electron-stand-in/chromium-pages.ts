/** Real Chromium pages for the app's windows; every request of theirs is answered here, none goes out. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Frame, Page, Request, Route } from '@playwright/test';
import { chromiumPath } from '../chromium-path.ts';
import { waitUntil } from '../wait-until.ts';
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

const LAUNCH_WITHIN_MS = 60_000;

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
  // A start that opens no window does without it.
  const { chromium } = await import('@playwright/test');
  const profile = join(app.getPath('userData'), 'stand-in-profile');
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [
      '--remote-debugging-port=0',
      // What keeps a page in must be the app's own doing; this browser would not let it reach loopback.
      '--disable-features=LocalNetworkAccessChecks',
    ],
    viewport: { width: 1120, height: 760 },
    timeout: LAUNCH_WITHIN_MS,
  });
  port = await readDebugPort(portFile);
  onExit(() => context.close());
  await context.route('**/*', (route) => answer(route).catch(() => undefined));
  return context;
}

async function answer(route: Route): Promise<void> {
  const request = route.request();
  const frame = frameOf(request);
  const owner = frame === null ? undefined : owners.get(frame.page());
  const address = fromChromium(request.url()) ?? request.url();
  if (frame === null || owner === undefined) {
    // A page nobody made is a window that a page wants; Chromium does not say which, so the last.
    [...owners.values()].at(-1)?.wantsWindow(address);
    await route.abort('blockedbyclient');
    await frame?.page().close();
    return;
  }
  const isMainFrame = frame.parentFrame() === null;
  if (request.isNavigationRequest() && !owner.mayNavigate(address, isMainFrame)) {
    return route.abort('aborted');
  }
  const response = await serve(address, request.method());
  return response === null ? route.abort('blockedbyclient') : route.fulfill(response);
}

type Served = NonNullable<Parameters<Route['fulfill']>[0]>;

/** What the app itself answers; null for what it does not let a page load. */
async function serve(address: string, method: string): Promise<Served | null> {
  const response = mayPageLoad(address) ? await answerOwn(address, method) : null;
  if (response === null) return null;
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** Null for the first request of a new page, which Playwright knows no frame of yet. */
function frameOf(request: Request): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

/** The port Chromium chose, which it writes into its profile once it listens there. */
async function readDebugPort(file: string): Promise<number> {
  const read = (): number =>
    existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
  await waitUntil('Chromium has said its port', () => read() > 0, LAUNCH_WITHIN_MS);
  return read();
}

export const goTo = (page: Page, address: string): Promise<unknown> =>
  page.goto(toChromium(address));
