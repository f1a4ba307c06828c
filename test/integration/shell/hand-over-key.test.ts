import { expect, test } from 'vitest';
import { handOverKey } from '../../../src-main/connect/hand-over-key.ts';
import { parseConnectLink } from '../../../src-main/connect/parse-connect-link.ts';
import { closeAfterEach } from '../../support/close-after-each.ts';
import { openAskingApp, type AskingApp } from '../../support/desktop/asking-app.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { socketClient } from '../../support/socket-client.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';

const closing = closeAfterEach();

async function start(): Promise<TestEngine> {
  const engine = await startTestEngine();
  closing(() => engine.close());
  return engine;
}

const handOver = ({ home }: TestEngine, app: AskingApp, more = {}): Promise<string> =>
  handOverKey(parseConnectLink(app.link(more)), socketClient(home, 'shell'), Date.now());

const statuses = ({ engine }: TestEngine): readonly string[] =>
  engine.parts.virtualKeys.list().map(({ status }) => status);

test('the app that asked gets a key within what it asked for', async () => {
  const engine = await start();
  const app = await openAskingApp();
  expect(await handOver(engine, app, { models: 'demo', expires: '1h', rpm: '9' })).toBe(app.name);
  const [key] = engine.engine.parts.virtualKeys.list();
  expect(key).toMatchObject({
    app: app.name,
    allowedModels: ['demo'],
    requestsPerMinute: 9,
    status: 'active',
  });
  expect(app.told.at(-1)).toMatchObject({ base_url: engine.base });
});

test('asked again, it gets another beside the first', async () => {
  const engine = await start();
  const app = await openAskingApp();
  expect(await handOver(engine, app)).toBe(app.name);
  expect(await handOver(engine, app)).toBe(`${app.name} 2`);
});

test('a program that cannot prove it made the link gets none', async () => {
  const engine = await start();
  const app = await openAskingApp();
  app.pretend('x'.repeat(43));
  expect(await errorCodeOf(handOver(engine, app))).toBe('connect_verifier_wrong');
  expect(statuses(engine)).toEqual([]);
});

test('a key that was not taken is revoked', async () => {
  const engine = await start();
  const app = await openAskingApp();
  app.refuseKeys();
  expect(await errorCodeOf(handOver(engine, app))).toBe('connect_callback_failed');
  expect(statuses(engine)).toEqual(['revoked']);
});

test('what an answer redirects to is not followed', async () => {
  const engine = await start();
  const [app, other] = [await openAskingApp(), await openAskingApp()];
  app.redirectTo(other.callback);
  expect(await errorCodeOf(handOver(engine, app))).toBe('connect_callback_failed');
  expect(other.told).toEqual([]);
});

test('an endless answer is cut off', async () => {
  const engine = await start();
  const app = await openAskingApp();
  app.pretend('x'.repeat(1_000_000));
  expect(await errorCodeOf(handOver(engine, app))).toBe('connect_callback_failed');
});
