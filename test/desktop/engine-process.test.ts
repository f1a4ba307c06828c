import { createServer } from 'node:http';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { addDemoCaller } from '../support/desktop/demo-caller.ts';
import { launchDesktop } from '../support/desktop/launch-desktop.ts';
import { newHome } from '../support/desktop/new-home.ts';
import { RUNNING, trayOf } from '../support/desktop/tray-of.ts';
import { latchportCli } from '../support/latchport-cli.ts';
import { waitForApp } from '../support/desktop/wait-for-app.ts';

/** An upstream that begins a stream and never ends it. */
async function openEndlessUpstream(): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    if (request.url?.endsWith('/models') === true) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'slow-1', object: 'model' }] }));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"choices":[{"index":0,"delta":{"content":"first"}}]}\n\n');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

test('an engine that is killed is started again, and the tray says so', async () => {
  const desktop = await launchDesktop();
  const tray = trayOf(desktop);
  await tray.until(RUNNING);
  const { call } = await addDemoCaller(desktop);
  const { pid } = await desktop.client.call('status', {});
  process.kill(pid, 'SIGKILL');
  await tray.until(/^Problem: The engine ended unexpectedly/);
  await tray.until(RUNNING);
  await tray.until(/^Died and was restarted once, last at /);
  expect((await desktop.client.call('status', {})).pid).not.toBe(pid);
  expect(await call()).toBe(200);
  const told = await desktop.remote.notifications();
  expect(told.map(({ title }) => title)).toContain('The engine was restarted');
});

test('an engine that was stopped in order stays stopped until it is wanted again', async () => {
  const desktop = await launchDesktop({ args: ['--hidden'] });
  const tray = trayOf(desktop);
  await tray.until(RUNNING);
  await desktop.client.call('stop', {});
  await tray.until('Stopped. Calls are not answered.');
  await tray.click('Start again');
  await tray.until(RUNNING);
  expect((await desktop.client.call('status', {})).proxy.state).toBe('serving');
});

test('says why an engine cannot start, and who to blame', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const desktop = await launchDesktop({
    args: ['--hidden'],
    environment: { LATCHPORT_PORT: String(port) },
  });
  const tray = trayOf(desktop);
  await tray.until(new RegExp(`^Problem: Port ${port} is taken`));
  holder.close();
  await tray.click('Try again now');
  await tray.until(RUNNING);
  expect(await tray.state()).toBe(`Running on 127.0.0.1:${port}`);
});

test('attaches to an engine that runs already, and leaves it running', async () => {
  const cli = await latchportCli();
  const engine = await cli.serve();
  const desktop = await launchDesktop({ home: cli.home });
  await trayOf(desktop).until(RUNNING);
  expect((await desktop.client.call('status', {})).pid).toBe(engine.child.pid);
  expect(await desktop.quit()).toBe(0);
  expect((await desktop.client.call('status', {})).pid).toBe(engine.child.pid);
});

test('starts one of its own when the engine it was attached to ends', async () => {
  const cli = await latchportCli();
  const engine = await cli.serve();
  const desktop = await launchDesktop({ home: cli.home, args: ['--hidden'] });
  const tray = trayOf(desktop);
  await tray.until(RUNNING);
  engine.child.kill('SIGTERM');
  await engine.finished;
  await waitForApp('another engine answers', async () => {
    const status = await desktop.client.call('status', {}).catch(() => null);
    return status !== null && status.pid !== engine.child.pid;
  });
  await tray.until(RUNNING);
  const told = await desktop.remote.notifications();
  expect(told.map(({ title }) => title)).toContain('The engine you had started is gone');
});

test('quitting ends the engine in order: running streams get an error event, nothing stays behind', async () => {
  const upstream = await openEndlessUpstream();
  const home = await newHome();
  const desktop = await launchDesktop({ home });
  await trayOf(desktop).until(RUNNING);
  const { client } = desktop;
  await client.call('connections.add', {
    provider: 'openai',
    label: 'slow',
    provider_key: 'sk-test-provider-key-0123456789',
    base_url: `${upstream}/v1`,
  });
  const { key } = await client.call('virtual_keys.create', { label: 'reader' });
  const { proxy, pid } = await client.call('status', {});
  const response = await fetch(`${proxy.addresses[0]}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'slow-1', stream: true, messages: [] }),
  });
  expect(response.status).toBe(200);
  const text = response.text();
  expect(await desktop.quit()).toBe(0);
  expect(await text).toContain('engine_stopping');
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');

  const again = await launchDesktop({ home, args: ['--hidden'] });
  await trayOf(again).until(RUNNING);
  const { requests } = await again.client.call('requests.list', {});
  expect(requests.map(({ outcome }) => outcome)).toEqual(['upstream_error']);
});
