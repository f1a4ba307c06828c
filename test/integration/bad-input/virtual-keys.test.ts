/** Keys that do not open the door, said in the words of whoever knocks. */
import { describe, expect, test } from 'vitest';
import { dialectCalls } from '../../support/dialect-calls.ts';
import { runTestCli } from '../../support/run-test-cli.ts';
import { troubledEngine, type TroubledEngine } from '../../support/troubled-engine.ts';

/** The engine's time; a test may let it pass. */
let now = Date.now();
const running = troubledEngine({ clock: () => now });

/** Another of the same kind at one place. */
function mistype(key: string): string {
  const at = 12;
  return key.slice(0, at) + (key[at] === 'a' ? 'b' : 'a') + key.slice(at + 1);
}

let count = 0;

async function ended({ engine }: TroubledEngine, verb: 'pause' | 'revoke'): Promise<string> {
  count += 1;
  const label = `to ${verb} ${count}`;
  const key = engine.createKey({ label });
  await runTestCli(engine.home, ['key', verb, label]);
  return key;
}

const keys: readonly (readonly [
  what: string,
  make: (on: TroubledEngine) => string | Promise<string>,
  status: number,
  code: string,
  remedy: string,
])[] = [
  ['no key', () => '', 401, 'virtual_key_missing', 'latchport key create'],
  ['a mistyped key', ({ key }) => mistype(key), 401, 'virtual_key_mistyped', 'copied whole'],
  ['half a key', ({ key }) => key.slice(0, 20), 401, 'virtual_key_mistyped', 'copied whole'],
  [
    'a provider key',
    () => 'sk-proj-0123456789abcdef',
    401,
    'virtual_key_mistyped',
    'latchport connection add',
  ],
  [
    'a key of another data folder',
    () => 'sk-lp-xQzmf5MiPhqwfRjEmwlvlVOeiRhF5w2l3hwzQE',
    401,
    'virtual_key_unknown',
    'latchport key list',
  ],
  ['a revoked key', (on) => ended(on, 'revoke'), 401, 'virtual_key_revoked', 'key create'],
  ['a paused key', (on) => ended(on, 'pause'), 403, 'virtual_key_paused', 'key resume "to pause'],
  [
    'an expired key',
    (on) => {
      const key = on.engine.createKey({ expiresAt: now + 1000 });
      now += 1001;
      return key;
    },
    401,
    'virtual_key_expired',
    'latchport key update',
  ],
];

describe.each(dialectCalls)('$name', (call) => {
  test.each(keys)('refuses %s', async (_what, make, status, code, remedy) => {
    const on = running();
    const answer = await on.send(call, { key: await make(on) });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-latchport-error-code')).toBe(code);
    const body: unknown = await answer.json();
    expect(body).toMatchObject(call.error({ code, status }));
    expect(JSON.stringify(body)).toContain(remedy.replaceAll('"', '\\"'));
    expect(on.upstream.seen).toEqual([]);
  });
});
