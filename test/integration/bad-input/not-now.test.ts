/** Calls that are good, at a moment or in a place where they are not taken. */
import { describe, expect, test } from 'vitest';
import { dialectCalls, type DialectCall } from '../../support/dialect-calls.ts';
import { runTestCli } from '../../support/run-test-cli.ts';
import { startTestEngine } from '../../support/test-engine.ts';
import { troubledEngine } from '../../support/troubled-engine.ts';
import { lastUsageRow } from '../../support/usage-rows.ts';

const running = troubledEngine();

async function cli(line: string): Promise<void> {
  const { code, err } = await runTestCli(running().engine.home, line.split(' '));
  expect({ code, err }).toMatchObject({ code: 0 });
}

async function told(answer: Response): Promise<{ status: number; body: unknown; text: string }> {
  const text = await answer.text();
  return { status: answer.status, body: JSON.parse(text), text };
}

const refusal = (call: DialectCall, status: number, code: string): object => ({
  status,
  body: call.error({ code, status }),
});

describe.each(dialectCalls)('$name', (call) => {
  test.each([
    ['paused', 'pause', 'resume', 'proxy_paused', 'latchport resume'],
    ['locked', 'lock', 'unlock', 'vault_locked', 'latchport unlock'],
  ])('is refused while Latchport is %s', async (_state, before, after, code, remedy) => {
    const on = running();
    await cli(before);
    const refused = await told(await on.send(call));
    await cli(after);
    expect(refused).toMatchObject(refusal(call, 503, code));
    expect(refused.text).toContain(remedy);
    expect(on.upstream.seen).toEqual([]);
    expect(lastUsageRow(on.engine)).toMatchObject({ outcome: 'refused', error_code: code });
  });

  test('is refused while its connection is switched off, and says how to switch it on', async () => {
    const on = running();
    const slug = call.provider.replaceAll('_', '-');
    await cli(`connection disable ${slug}`);
    const refused = await told(await on.send(call));
    await cli(`connection enable ${slug}`);
    expect(refused).toMatchObject(refusal(call, 403, 'connection_disabled'));
    expect(refused.text).toContain(`latchport connection enable ${slug}`);
    expect(on.upstream.seen).toEqual([]);
  });

  test('is refused while nothing is connected, and says how to connect', async () => {
    const empty = await startTestEngine();
    const answer = await fetch(empty.base + call.path('m1', false), {
      method: 'POST',
      headers: call.credentials(empty.createKey()),
      body: JSON.stringify(call.body('m1', false)),
    });
    const refused = await told(answer);
    await empty.close();
    expect(refused).toMatchObject(refusal(call, 409, 'no_connection'));
    expect(refused.text).toContain('latchport connection add');
  });
});

test('a key limited to some models makes no call that names none', async () => {
  const { engine, upstream } = running();
  const key = engine.createKey({ allowedModels: ['m1'] });
  const answer = await fetch(`${engine.base}/v1/batches`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: '{"input_file_id":"file-1"}',
  });
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ error: { code: 'model_undeclared' } });
  expect(upstream.seen).toEqual([]);
});

test('two revoked keys of one label are told apart by their ids', async () => {
  const { home } = running().engine;
  for (const verb of ['create --label', 'revoke', 'create --label', 'revoke']) {
    // Each is about what the one before left.
    // oxlint-disable-next-line no-await-in-loop
    await cli(`key ${verb} twice`);
  }
  const shown = await runTestCli(home, ['key', 'show', 'twice', '--json']);
  expect(shown.code).toBe(1);
  expect(JSON.parse(shown.err)).toMatchObject({
    error: {
      code: 'virtual_key_ambiguous',
      message: expect.stringMatching(/vk_\w+, vk_\w+/),
    },
  });
});
