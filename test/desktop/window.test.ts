import { expect, test } from 'vitest';
import { launchDesktop } from '../support/desktop/launch-desktop.ts';
import { newHome } from '../support/desktop/new-home.ts';
import { RUNNING, trayOf } from '../support/desktop/tray-of.ts';

test('closing the window hides it, and the first time says that the app goes on', async () => {
  const desktop = await launchDesktop();
  await desktop.page('ui');
  await desktop.remote.closeWindow();
  expect(await desktop.remote.windows()).toEqual([expect.objectContaining({ isVisible: false })]);
  const titles = async (): Promise<readonly string[]> =>
    (await desktop.remote.notifications()).map(({ title }) => title);
  expect(await titles()).toEqual(['Latchport keeps running']);
  await desktop.remote.clickNotification('Latchport keeps running');
  await desktop.remote.closeWindow();
  expect(await titles()).toHaveLength(1);
  expect((await desktop.client.call('status', {})).proxy.state).toBe('serving');
});

test('remembers the size and place of the window', async () => {
  const home = await newHome();
  const first = await launchDesktop({ home });
  await first.page('ui');
  const [{ bounds } = { bounds: { x: 0, y: 0, width: 0, height: 0 } }] =
    await first.remote.windows();
  await first.remote.resize({ x: 40, y: 60, width: 900, height: 640 });
  await first.quit();
  const second = await launchDesktop({ home });
  await second.page('ui');
  const [window] = await second.remote.windows();
  expect(window?.bounds).toEqual({ x: 40, y: 60, width: 900, height: 640 });
  expect(window?.bounds).not.toEqual(bounds);
});

test('the page is sandboxed, apart from Node and from the preload', async () => {
  const desktop = await launchDesktop();
  await desktop.page('ui');
  const [window] = await desktop.remote.windows();
  expect(window?.preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  });
});

test('a page that asks for a permission is refused, whichever it is', async () => {
  const desktop = await launchDesktop();
  await desktop.page('ui');
  const asked = ['media', 'geolocation', 'notifications', 'clipboard-read', 'usb', 'fileSystem'];
  const answers = asked.map((permission) => desktop.remote.askPermission(permission));
  expect(await Promise.all(answers)).toEqual(asked.map(() => false));
});

test('the page runs under a policy without inline script or style, and breaks none of it', async () => {
  const desktop = await launchDesktop();
  const page = await desktop.page('ui');
  await trayOf(desktop).until(RUNNING);
  const violations: string[] = [];
  // Tells of what was logged before, too.
  const log = await page.context().newCDPSession(page);
  log.on('Log.entryAdded', ({ entry }) => {
    if (entry.text.includes('Content Security Policy')) violations.push(entry.text);
  });
  await log.send('Log.enable');
  const policy = await page.evaluate(
    `fetch('/').then(({ headers }) => headers.get('content-security-policy'))`,
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  for (const path of ['/connections', '/keys', '/activity', '/settings']) {
    // oxlint-disable-next-line no-await-in-loop -- one page after the other
    await page.goto(`${page.url().split('#')[0]}#${path}`);
    // oxlint-disable-next-line no-await-in-loop
    await page.getByRole('heading').first().waitFor();
  }
  expect(violations).toEqual([]);
  await page.evaluate(`{
    const script = document.createElement('script');
    script.textContent = 'window.isBroken = true';
    document.body.append(script);
  }`);
  expect(await page.evaluate('window.isBroken')).toBeUndefined();
  await expect.poll(() => violations.length).toBe(1);
});

test('the page goes nowhere else, opens no window and reaches no server', async () => {
  const desktop = await launchDesktop();
  const page = await desktop.page('ui');
  await page.getByRole('heading').first().waitFor();
  const address = page.url();
  await page.evaluate(`window.location.href = 'https://evil.example/'`);
  await page.evaluate(`void window.open('https://evil.example/')`);
  expect(
    await page.evaluate(`fetch('https://evil.example/').then(() => 'sent', () => 'refused')`),
  ).toBe('refused');
  await expect.poll(() => page.url()).toBe(address);
  expect(await desktop.remote.windows()).toHaveLength(1);
  expect(await desktop.remote.openedLinks()).toEqual([]);
});

test("a window the page wants for a provider's site opens in the browser instead", async () => {
  const desktop = await launchDesktop();
  const page = await desktop.page('ui');
  await trayOf(desktop).until(RUNNING);
  const { providers } = await desktop.client.call('providers.list', {});
  const address = providers.find(({ id }) => id === 'anthropic')?.links?.keys ?? '';
  await page.evaluate(`void window.open(${JSON.stringify(address)})`);
  await expect.poll(() => desktop.remote.openedLinks()).toEqual([address]);
  expect(await desktop.remote.windows()).toHaveLength(1);
});
