import { describe, expect, test } from 'vitest';
import { confirmCall, type Question } from '../../../src-main/bridge/confirm-call.ts';
import { readManagementCall } from '../../../src-main/bridge/read-call.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { closeAfterEach } from '../../support/close-after-each.ts';
import { socketClient } from '../../support/socket-client.ts';
import { startTestEngine } from '../../support/test-engine.ts';
import type { ManagementClient } from '../../../src-proxy/management/client.ts';

const closing = closeAfterEach();

/** An engine with a connection that has a key, "work", and one that has none, "own". */
async function openClient(): Promise<ManagementClient> {
  const engine = await startTestEngine();
  closing(() => engine.close());
  const client = socketClient(engine.home, 'shell');
  await client.call('connections.add', {
    provider: 'openai',
    label: 'work',
    provider_key: 'sk-test-provider-key-0123456789',
    base_url: 'http://127.0.0.1:9/v1',
    validate_before_save: false,
  });
  await client.call('connections.add', {
    provider: 'self_hosted',
    label: 'own',
    base_url: 'http://127.0.0.1:9/v1',
    declared_region: 'here',
    validate_before_save: false,
  });
  return client;
}

/** What the user is asked about a call, and what comes of it when the answer is `isAllowed`. */
async function askedFor(
  name: string,
  input: object,
  isAllowed: boolean,
): Promise<{ readonly asked: readonly Question[]; readonly code: string | null }> {
  const asked: Question[] = [];
  const client = await openClient();
  const outcome = confirmCall(readManagementCall('ui', name, input), client, async (question) => {
    asked.push(question);
    return isAllowed;
  });
  const code = await outcome.then(
    () => null,
    () => errorCodeOf(outcome),
  );
  return { asked, code };
}

const elsewhere = 'https://evil.example/v1';

describe('the user is asked', () => {
  test.each([
    [
      'before a command is run for a key',
      'connections.add',
      { provider: 'openai', label: 'x', key_reference: ' exec:cat ~/.ssh/id' },
      'cat ~/.ssh/id\n',
    ],
    [
      'before a command is run only to try it',
      'connections.probe',
      { provider: 'openai', key_reference: 'exec:id' },
      'id\n',
    ],
    [
      'before a variable goes to an address of the page',
      'connections.add',
      { provider: 'openai', label: 'x', key_reference: 'env:TOKEN', base_url: elsewhere },
      elsewhere,
    ],
    [
      'before a variable goes to where a connection leads',
      'connections.rotate',
      { connection: 'work', key_reference: 'env:TOKEN' },
      'where its connection leads',
    ],
    [
      'before a stored key goes to another address',
      'connections.update',
      { connection: 'work', base_url: elsewhere },
      `Until now: http://127.0.0.1:9/v1\nFrom now on: ${elsewhere}`,
    ],
  ])('%s, and nothing happens without a yes', async (_when, name, input, said) => {
    const refused = await askedFor(name, input, false);
    expect(refused.asked).toEqual([
      expect.objectContaining({ detail: expect.stringContaining(said) }),
    ]);
    expect(refused.code).toBe('call_not_confirmed');
    expect((await askedFor(name, input, true)).code).toBeNull();
  });

  test.each([
    ['a key that is typed', 'connections.rotate', { connection: 'work', provider_key: 'sk-x' }],
    ['a label', 'connections.update', { connection: 'work', label: 'y' }],
    [
      'the address it has',
      'connections.update',
      { connection: 'work', base_url: 'http://127.0.0.1:9/v1' },
    ],
    ["its provider's own address", 'connections.update', { connection: 'work', base_url: null }],
    [
      'a connection without a key',
      'connections.update',
      { connection: 'own', base_url: elsewhere },
    ],
    [
      "a variable for its provider's own address",
      'connections.add',
      { provider: 'openai', label: 'x', key_reference: 'env:OPENAI_API_KEY' },
    ],
    ['anything else', 'status', {}],
  ])('nothing about %s', async (_what, name, input) => {
    expect(await askedFor(name, input, false)).toEqual({ asked: [], code: null });
  });

  test('with nothing hidden: what turns a line around is written out', async () => {
    const input = { provider: 'openai', key_reference: 'exec:a\u{202E}b\u{200B}\nc' };
    const { asked } = await askedFor('connections.probe', input, true);
    expect(asked[0]?.detail).toMatch(/^a\\u\{202e\}b\\u\{200b\}\\u\{a\}c\n\n/);
  });

  test('nothing that could not be shown whole, which is refused', async () => {
    const input = { provider: 'openai', key_reference: `exec:true ${' '.repeat(500)}; rm -r ~` };
    expect(await askedFor('connections.probe', input, true)).toEqual({
      asked: [],
      code: 'call_not_confirmed',
    });
  });
});
