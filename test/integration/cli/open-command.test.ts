import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTestCli } from '../../support/run-test-cli.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await startTestEngine();
});

afterAll(() => engine.close());

test('prints an address that works, once', async () => {
  const { code, out } = await runTestCli(engine.home, ['open', '--print']);
  expect(code).toBe(0);
  expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#code=[\w-]+$/);
  const { origin, hash } = new URL(out);
  const exchange = (): Promise<Response> =>
    fetch(`${origin}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: hash.replace('#code=', '') }),
    });
  expect((await exchange()).status).toBe(200);
  expect((await exchange()).status).toBe(401);
});

test('gives the address as JSON, and says in the status where the page is', async () => {
  const { out } = await runTestCli(engine.home, ['open', '--json']);
  const opened: { readonly address: string; readonly url: string } = JSON.parse(out);
  expect(opened.url.startsWith(`${opened.address}/#code=`)).toBe(true);
  expect((await runTestCli(engine.home, ['status'])).out).toContain(opened.address);
});

test.runIf(process.platform === 'linux')(
  'where there is no browser, says where to go and how long that works',
  async () => {
    const { code, out } = await runTestCli(engine.home, ['open']);
    expect(code).toBe(0);
    expect(out).toContain('Open this address:');
    expect(out).toContain('It works once, for a minute.');
  },
);
