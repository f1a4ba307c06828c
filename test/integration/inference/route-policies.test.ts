/** Who may serve a request, driven through the proxy door: aliases, data policy, region, one's own servers. */
import { onTestFinished, describe, expect, test } from 'vitest';
import { setAlias } from '../../../src-proxy/aliases/set-alias.ts';
import { updateWorkspace } from '../../../src-proxy/workspaces/change-workspace.ts';
import { refuse } from '../../support/answers.ts';
import { startFaultUpstream, type FaultUpstream } from '../../support/fault-upstream.ts';
import type { TestEngine } from '../../support/test-engine.ts';
import { openTwoAccounts, SECOND_SAYS } from '../../support/two-accounts.ts';

interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}

async function refusal(call: Promise<Response>): Promise<Refused['error'] & { status: number }> {
  const response = await call;
  const body: Refused = JSON.parse(await response.text());
  return { ...body.error, status: response.status };
}

const served = async (call: Promise<Response>): Promise<string | null> =>
  (await call).headers.get('x-latchport-connection');

const require = ({ engine }: TestEngine, demand: Parameters<typeof updateWorkspace>[2]): void =>
  void updateWorkspace(engine.parts, 'personal', demand, 'cli');

const name = (engine: TestEngine, targets: readonly string[]): void =>
  void setAlias(engine.engine.parts, { workspaceId: 'personal', name: 'smart', targets }, 'cli');

describe('an alias', () => {
  test('leads to its first target, under the name its provider knows', async () => {
    const { engine, first, second, ask } = await openTwoAccounts();
    name(engine, ['second/other', 'first/m1']);
    expect(await served(ask({ model: 'smart' }))).toBe('second');
    expect(JSON.parse(String(second.seen[0]?.body))).toMatchObject({ model: 'other' });
    expect(first.seen).toHaveLength(0);
  });

  test('leads to the next when the first says "not now"', async () => {
    const { engine, first, second, ask, last } = await openTwoAccounts();
    name(engine, ['first/m1', 'second/other']);
    first.answerWith(refuse(500));
    expect(await (await ask({ model: 'smart' })).json()).toEqual(SECOND_SAYS);
    expect(JSON.parse(String(second.seen[0]?.body))).toMatchObject({ model: 'other' });
    expect(last().row).toMatchObject({ requested_model: 'smart', served_model: 'other' });
  });

  test('may stand in the override header', async () => {
    const { engine, ask } = await openTwoAccounts();
    name(engine, ['second/m1']);
    expect(await served(ask({}, { 'x-latchport-override-model': 'smart' }))).toBe('second');
  });

  test('is listed among the models', async () => {
    const { engine, key } = await openTwoAccounts();
    name(engine, ['second/m1']);
    const answer = await fetch(`${engine.base}/v1/models`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const { data }: { data: { id: string; owned_by: string }[] } = JSON.parse(await answer.text());
    expect(data).toContainEqual(expect.objectContaining({ id: 'smart', connection: 'second' }));
  });

  test('is not listed for a key that may use none of its targets', async () => {
    const { engine } = await openTwoAccounts();
    name(engine, ['second/m1']);
    const key = engine.createKey({ allowedConnections: ['first'] });
    const answer = await fetch(`${engine.base}/v1/models`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(await answer.text()).not.toContain('smart');
  });
});

describe('data policy', () => {
  test('zdr required by the workspace and offered by nobody: refused, naming each', async () => {
    const { engine, first, second, ask } = await openTwoAccounts({
      secondSettings: { dataPolicy: 'no_training' },
    });
    require(engine, { dataPolicy: 'zdr' });
    const { status, code, message } = await refusal(ask());
    expect({ status, code }).toEqual({ status: 403, code: 'no_eligible_connection' });
    expect(message).toContain('first: its data policy is not declared');
    expect(message).toContain('second: its data policy is no_training');
    expect(message).toContain('the workspace requires zdr');
    expect([first.seen, second.seen]).toEqual([[], []]);
  });

  test('the strictest of workspace, key and request wins', async () => {
    const { engine, ask } = await openTwoAccounts({ secondSettings: { dataPolicy: 'zdr' } });
    require(engine, { dataPolicy: 'no_training' });
    expect(await served(ask())).toBe('second');
    const key = engine.createKey({ dataPolicy: 'zdr' });
    expect(await served(ask({ routing: { data_policy: 'none' } }, {}, key))).toBe('second');
  });

  test('takes effect with the next request', async () => {
    const { engine, ask } = await openTwoAccounts({ secondSettings: { dataPolicy: 'zdr' } });
    expect(await served(ask())).toBe('first');
    require(engine, { dataPolicy: 'zdr' });
    expect(await served(ask())).toBe('second');
    require(engine, { dataPolicy: 'none' });
    expect(await served(ask())).toBe('first');
  });
});

describe('region', () => {
  test('of a request, against what a connection declares', async () => {
    const { ask } = await openTwoAccounts({ secondSettings: { declaredRegion: 'eu' } });
    expect(await served(ask({ routing: { region: 'EU' } }))).toBe('second');
    const { code, message } = await refusal(ask({ routing: { region: 'us' } }));
    expect(code).toBe('no_eligible_connection');
    expect(message).toContain('first: its region is not known, and the request requires us');
    expect(message).toContain('second: it is in eu, and the request requires us');
  });
});

describe("the request's own routing", () => {
  test('never reaches a provider', async () => {
    const { second, ask } = await openTwoAccounts();
    expect(await served(ask({ routing: { order: ['second'] } }))).toBe('second');
    expect(JSON.parse(String(second.seen[0]?.body))).toEqual({ model: 'm1', messages: [] });
  });

  test.each([
    [{ only_byo: true }, '"routing" must be an object of only_byok'],
    [{ only_byok: 'yes' }, '"routing.only_byok" must be true or false'],
    [{ only_byok: true, only_platform: true }, '"routing.only_platform" must be false'],
    [{ allow_fallbacks: 0 }, '"routing.allow_fallbacks" must be true or false'],
    [{ data_policy: 'strict' }, '"routing.data_policy" must be none, no_training or zdr'],
    [{ region: '' }, '"routing.region" must be'],
    [{ order: 'first' }, '"routing.order" must be a list'],
    [{ order: ['nobody'] }, 'connected are: first, second'],
    [[], '"routing" must be a JSON object'],
  ])('%j is refused', async (routing, expected) => {
    const { first, ask } = await openTwoAccounts();
    const { status, code, message } = await refusal(ask({ routing }));
    expect({ status, code }).toEqual({ status: 400, code: 'body_invalid_member' });
    expect(message).toContain(expected);
    expect(first.seen).toHaveLength(0);
  });
});

async function withServer(): Promise<{
  readonly server: FaultUpstream;
  readonly accounts: Awaited<ReturnType<typeof openTwoAccounts>>;
}> {
  const accounts = await openTwoAccounts();
  const server = await startFaultUpstream(['llama', 'm1']);
  onTestFinished(() => server.close());
  await accounts.engine.connect('self_hosted', {
    label: 'home',
    declaredRegion: 'local',
    baseUrl: `${server.origin}/v1`,
  });
  return { server, accounts };
}

describe('a self-hosted server', () => {
  test('is reached by its prefix, in body and header', async () => {
    const { server, accounts } = await withServer();
    expect(await served(accounts.ask({ model: 'self_hosted:llama' }))).toBe('home');
    const override = { 'x-latchport-override-model': 'self_hosted:llama' };
    expect(await served(accounts.ask({}, override))).toBe('home');
    expect(server.seen.map(({ body }) => JSON.parse(String(body)).model)).toEqual([
      'llama',
      'llama',
    ]);
  });

  test('is never chosen for a bare model id, nor when all others fail', async () => {
    const { server, accounts } = await withServer();
    accounts.first.answerWith(refuse(500));
    accounts.second.answerWith(refuse(500));
    expect((await accounts.ask()).status).toBe(500);
    expect((await refusal(accounts.ask({ model: 'llama' }))).code).toBe('model_not_found');
    expect(server.seen).toHaveLength(0);
  });

  test('that fails is not made up for by a commercial provider', async () => {
    const { server, accounts } = await withServer();
    server.answerWith(refuse(500));
    expect((await accounts.ask({ model: 'self_hosted:m1' })).status).toBe(500);
    expect(accounts.first.seen).toHaveLength(0);
  });
});
