import { beforeAll, describe, expect, test } from 'vitest';
import { channels } from '../../src-main/shell-contract.ts';
import type { Desktop } from '../support/desktop/desktop.ts';
import { launchSharedDesktop } from '../support/desktop/launch-desktop.ts';
import { RUNNING, trayOf } from '../support/desktop/tray-of.ts';

let desktop: Desktop;

beforeAll(async () => {
  desktop = await launchSharedDesktop();
  await trayOf(desktop).until(RUNNING);
});

/** What the page's own bridge answers. */
async function ask(call: string): Promise<unknown> {
  const page = await desktop.page('ui');
  return page.evaluate(`window.latchport.${call}`);
}

const refusedWith = (code: string): object => ({
  isOk: false,
  error: expect.objectContaining({ code }),
});

describe('a page of the app', () => {
  test('reaches the engine by the operations of the contract', async () => {
    const status = await desktop.client.call('status', {});
    expect(await ask(`management('status', {})`)).toMatchObject({
      isOk: true,
      output: { pid: status.pid, home: desktop.home },
    });
    expect(await ask(`management('connections.show', { connection: 'none' })`)).toMatchObject(
      refusedWith('connection_not_found'),
    );
  });

  test('is told what happens, and no more after it ended that', async () => {
    const page = await desktop.page('ui');
    await page.evaluate(`{
      window.heard = [];
      window.endListening = window.latchport.subscribe((message) => window.heard.push(message), () => {});
    }`);
    const heard = (): Promise<{ type: string; event?: { type: string; actor: string } }[]> =>
      page.evaluate(`window.heard`);
    await expect.poll(async () => (await heard()).length).toBeGreaterThan(0);
    await ask(`management('pause', {})`);
    await expect
      .poll(async () => (await heard()).flatMap(({ event }) => (event ? [event.type] : [])))
      .toEqual(['proxy.paused']);
    expect((await heard()).find(({ event }) => event !== undefined)?.event?.actor).toBe('shell');
    await page.evaluate(`window.endListening()`);
    const { length } = await heard();
    await ask(`management('resume', {})`);
    await trayOf(desktop).until(RUNNING);
    expect(await heard()).toHaveLength(length);
  });

  test.each([
    ['an operation nobody knows', `management('connections.steal', {})`, 'bridge_call_unknown'],
    ['a stream as if it were a call', `management('events.stream', {})`, 'bridge_call_unknown'],
    ['__proto__', `management('__proto__', {})`, 'bridge_call_unknown'],
    ['constructor', `management('constructor', {})`, 'bridge_call_unknown'],
    ['toString', `management('toString', {})`, 'bridge_call_unknown'],
    ['hasOwnProperty of the shell', `shell('hasOwnProperty', {})`, 'bridge_call_unknown'],
    ['__proto__ of the shell', `shell('__proto__', {})`, 'bridge_call_unknown'],
    ['a name that is no text', `management({ toString: 1 }, {})`, 'bridge_call_unknown'],
    ['no name', `management()`, 'bridge_call_unknown'],
    ['no input', `management('status')`, 'field_invalid'],
    ['an input that is no object', `management('status', 'x')`, 'field_invalid'],
    ['a member too many', `management('status', { x: 1 })`, 'field_invalid'],
    [
      'a member of the wrong type',
      `management('connections.show', { connection: 7 })`,
      'field_invalid',
    ],
    ['a code for another door', `management('sessions.create_code', {})`, 'operation_socket_only'],
    [
      'settings of the wrong type',
      `shell('settings.change', { lock_on_sleep: 1 })`,
      'field_invalid',
    ],
    ['a setting nobody knows', `shell('settings.change', { admin: true })`, 'field_invalid'],
    [
      'updates over plain http',
      `shell('settings.change', { update_feed: 'http://x.example/' })`,
      'field_invalid',
    ],
    [
      'what another page may do',
      `shell('approval.decide', { is_approved: true })`,
      'bridge_sender_foreign',
    ],
    [
      'a link to anywhere',
      `shell('open_link', { address: 'https://evil.example/' })`,
      'link_not_allowed',
    ],
    [
      'a link to a file',
      `shell('open_link', { address: 'file:///etc/passwd' })`,
      'link_not_allowed',
    ],
  ])('is refused %s', async (_what, call, code) => {
    expect(await ask(call)).toEqual(refusedWith(code));
  });

  test('opens a page of a provider in the browser', async () => {
    const { providers } = await desktop.client.call('providers.list', {});
    const address = providers.find(({ id }) => id === 'openai')?.links?.keys ?? '';
    await ask(`openLink(${JSON.stringify(address)})`);
    await expect.poll(() => desktop.remote.openedLinks()).toEqual([address]);
  });

  test('may listen to few streams at a time', async () => {
    const page = await desktop.page('ui');
    await page.evaluate(`{
      window.ended = 0;
      window.ends = [];
      for (let i = 0; i < 12; i += 1) {
        window.ends.push(window.latchport.subscribe(() => {}, () => { window.ended += 1; }));
      }
    }`);
    await expect.poll(() => page.evaluate(`window.ended`)).toBeGreaterThan(0);
    await page.evaluate(`window.ends.forEach((end) => end())`);
  });
});

describe('anybody else', () => {
  test.each([
    ['another origin', { origin: 'https://evil.example', isMainFrame: true }],
    ['a frame inside the page', { origin: 'latchport-app://ui', isMainFrame: false }],
    ['the other page of the app', { origin: 'latchport-app://approval', isMainFrame: true }],
    ['a page without an origin', { origin: 'null', isMainFrame: true }],
    [
      'an origin that begins alike',
      { origin: 'latchport-app://ui.evil.example', isMainFrame: true },
    ],
  ])('is refused everything: %s', async (_who, frame) => {
    await desktop.page('ui');
    const answers = await Promise.all([
      desktop.remote.invokeAs(frame, channels.management, ['status', {}]),
      desktop.remote.invokeAs(frame, channels.management, ['pause', {}]),
      desktop.remote.invokeAs(frame, channels.shell, ['settings.read', {}]),
    ]);
    expect(answers).toEqual(answers.map(() => refusedWith('bridge_sender_foreign')));
    expect((await desktop.client.call('status', {})).proxy.state).toBe('serving');
  });
});
