import { sendJson, type Answer } from '../support/fault-upstream.ts';
import { chat, connectOpenAi, createKey } from './support/calls.ts';
import { expect, test } from './support/fixtures.ts';
import { startPlainServer } from './support/plain-server.ts';

const MARKUP = '<img src=x onerror="document.title=\'owned\'"><b>bold</b>';

test('the code leaves the address at once and works once', async ({ engine, context, open }) => {
  const page = await open('/connections');
  expect(page.url()).not.toContain('code');
  await page.goBack();
  expect(page.url()).not.toContain('code');
  const url = await engine.pageUrl();
  const [first, second] = [await context.newPage(), await context.newPage()];
  await first.goto(url);
  await expect(first.getByRole('heading', { name: 'Welcome to Latchport' })).toBeVisible();
  await second.goto(url);
  await expect(second.getByRole('heading', { name: 'This link was used already' })).toBeVisible();
  await expect(second.getByText('latchport open', { exact: true })).toBeVisible();
});

test('a reload has no session, and says how to get one', async ({ open }) => {
  const page = await open('/connections');
  await page.reload();
  await expect(page.getByRole('heading', { name: /fresh link/ })).toBeVisible();
  expect(await page.evaluate(() => window.sessionStorage.length)).toBe(0);
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('nothing but the theme is kept in the browser', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const page = await open('/settings/look');
  await page.getByRole('radio', { name: 'Dark' }).check();
  const stored = await page.evaluate(() => Object.entries(window.localStorage));
  expect(stored).toEqual([['latchport.theme', 'dark']]);
  expect(await page.evaluate(() => window.indexedDB.databases())).toEqual([]);
});

test('a session can be ended from the page', async ({ open }) => {
  const page = await open('/settings/doors');
  const asked = page.waitForRequest((request) => request.method() === 'DELETE');
  await page.getByRole('button', { name: 'End this session' }).click();
  await expect(page.getByRole('heading', { name: 'This session has ended' })).toBeVisible();
  expect((await (await asked).response())?.status()).toBe(204);
});

test('a session does not outlive its engine', async ({ engine, open }) => {
  const page = await open('/connections');
  await expect(page.getByText('Nothing is connected yet')).toBeVisible();
  await engine.restart();
  await expect(page.getByRole('heading', { name: 'This session has ended' })).toBeVisible({
    timeout: 15_000,
  });
  await expect(page.getByText('latchport open', { exact: true })).toBeVisible();
});

test.describe('under attack', () => {
  test.use({ isAttacked: true });

  test('the page runs no script or style that is inline', async ({ open }) => {
    const page = await open('/connections');
    const seen = await page
      .evaluate(async () => {
        const violated = new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) =>
            resolve(event.effectiveDirective),
          );
        });
        const script = document.createElement('script');
        script.textContent = 'document.title = "owned"';
        document.body.append(script);
        return violated;
      })
      .catch(String);
    expect(seen).toContain('script-src');
    expect(await page.title()).not.toBe('owned');
  });

  test('a name that leads here by DNS gets neither the page nor a session', async ({
    engine,
    context,
  }) => {
    const url = new URL(await engine.pageUrl());
    // Browsers take every name under localhost to this machine, as a rebound name would lead.
    url.hostname = 'rebound.localhost';
    const page = await context.newPage();
    const answer = await page.goto(url.href);
    expect(answer?.status()).toBe(421);
    expect(await page.locator('#root').count()).toBe(0);
    const status = await page.evaluate(
      async (code) => {
        const exchanged = await fetch('session', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code }),
        });
        return exchanged.status;
      },
      url.hash.replace('#code=', ''),
    );
    expect(status).toBe(421);
  });

  test('another page can neither frame it nor call it', async ({ engine, context }) => {
    const url = await engine.pageUrl();
    const { origin } = new URL(url);
    const attacker = await startPlainServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<title>evil</title><iframe src="${origin}/"></iframe>`);
    });
    const page = await context.newPage();
    await page.goto(attacker.origin);
    const framed = await page.frames()[1]?.content();
    expect(framed ?? '').not.toContain('id="root"');
    const outcomes = await page.evaluate(async (door) => {
      const tries: readonly (() => Promise<Response>)[] = [
        () => fetch(`${door}/api/status`),
        () => fetch(`${door}/session`, { method: 'POST', body: '{"code":"x"}' }),
        () =>
          fetch(`${door}/session`, {
            method: 'POST',
            mode: 'no-cors',
            headers: { 'content-type': 'text/plain' },
            body: '{"code":"x"}',
          }),
      ];
      return Promise.all(
        tries.map((attempt) =>
          attempt().then(
            (response) => response.type,
            () => 'blocked',
          ),
        ),
      );
    }, origin);
    expect(outcomes).toEqual(['blocked', 'blocked', 'blocked']);
    await attacker.close();
  });
});

test('hostile names and provider texts stay text', async ({ engine, upstream, open }) => {
  const id = await connectOpenAi(engine, upstream.origin, MARKUP);
  const key = await createKey(engine, `${MARKUP} key`);
  const refuse: Answer = (_request, response) => {
    sendJson(response, 400, { error: { message: MARKUP, type: MARKUP, code: MARKUP } });
  };
  upstream.answerWith(refuse);
  upstream.answerModelsWith((_request, response) => {
    sendJson(response, 200, { object: 'list', data: [{ id: MARKUP, object: 'model' }] });
  });
  await engine.client.call('connections.test', { connection: id });
  await chat(engine, key, { model: MARKUP });
  await chat(engine, key);
  const page = await open('/connections');
  for (const path of [
    '/connections',
    `/connections/${id}`,
    '/keys',
    '/activity',
    '/activity/log',
    '/usage',
  ]) {
    /* oxlint-disable no-await-in-loop -- one page after the other */
    await page.evaluate((to) => {
      window.location.hash = to;
    }, path);
    await expect(page.getByText(MARKUP).locator('visible=true').first()).toBeVisible();
    /* oxlint-enable no-await-in-loop */
  }
  await page.evaluate(() => {
    window.location.hash = '/connections';
  });
  upstream.answerModelsWith(refuse);
  await page.getByRole('button', { name: `Test connection: ${MARKUP}` }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: `Disconnect: ${MARKUP}` }).click();
  await expect(page.getByRole('dialog')).toContainText(MARKUP);
  expect(await page.locator('img, b').count()).toBe(0);
  expect(await page.title()).not.toBe('owned');
});

test('a hostile model id is never put into a command to paste', async ({ engine, open }) => {
  const model = "x'; touch /tmp/owned; '";
  const provider = await startPlainServer((_request, response) => {
    sendJson(response, 200, { object: 'list', data: [{ id: model, object: 'model' }] });
  });
  await connectOpenAi(engine, provider.origin);
  const page = await open('/new-key');
  await page.getByLabel('Label').fill('Editor');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tabpanel')).toContainText('"model": "MODEL"');
  await expect(page.getByRole('tabpanel')).not.toContainText('touch');
  await provider.close();
});

test('a provider key that is typed is gone with its dialog', async ({ open }) => {
  const secret = 'sk-proj-typed-and-never-sent-0123456789';
  const page = await open('/add-connection');
  const input = page.getByLabel('Provider key');
  await expect(input).toHaveAttribute('autocomplete', 'off');
  await expect(input).toHaveAttribute('type', 'text');
  await input.fill(secret);
  await expect(input).toHaveCSS('-webkit-text-security', 'disc');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Add connection' }).first().click();
  await expect(page.getByLabel('Provider key')).toHaveValue('');
  expect(await page.content()).not.toContain(secret);
});
