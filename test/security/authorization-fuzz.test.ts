/** T5, T6: whatever stands where a virtual key belongs, it reaches no database and tells nothing by time. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headerOf, rawRequest, sendRaw } from '../support/raw-client.ts';
import { startRawUpstream, type RawUpstream } from '../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import { usageRows } from '../support/usage-rows.ts';

let engine: TestEngine;
let upstream: RawUpstream;
let key: string;

beforeAll(async () => {
  upstream = await startRawUpstream(['m1']);
  engine = await startTestEngine();
  await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
  key = engine.createKey();
});

afterAll(async () => {
  await engine.close();
  await upstream.close();
});

const places = ['authorization', 'x-api-key', 'x-goog-api-key'] as const;

async function present(place: string, value: string): Promise<{ status: number; code: string }> {
  const headers = [
    ['host', `127.0.0.1:${engine.port}`],
    [place, value],
  ] as const;
  const answer = await sendRaw(
    engine.port,
    rawRequest('POST /v1/chat/completions', headers, '{"model":"m1"}'),
  );
  return { status: answer.status, code: headerOf(answer, 'x-latchport-error-code') ?? 'none' };
}

/** What a header value may hold on the wire: visible ASCII, space, tab and the upper half of Latin-1. */
const headerText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0x20, max: 0x7e }),
      fc.constant(9),
      fc.integer({ min: 0x80, max: 0xff }),
    ),
    {
      maxLength: 200,
    },
  )
  .map((bytes) => String.fromCharCode(...bytes));

const attacks = [
  `' OR '1'='1`,
  `Bearer ' OR 1=1 --`,
  `Bearer sk-lp-'; DROP TABLE virtual_keys; --`,
  `Bearer sk-lp-${"'".repeat(38)}`,
  `Bearer sk-lp-${'%00'.repeat(12)}`,
  `Bearer ${'a'.repeat(60_000)}`,
  `Bearer sk-lp-${'0'.repeat(38)}`,
  'Bearer',
  'Bearer  ',
  'Basic c2stbHAtOnNrLWxwLQ==',
  'Bearer __proto__',
  'Bearer constructor',
  'Bearer [object Object]',
  'Bearer sk-lp-\u00e9\u00ff',
  'Bearer ${jndi:ldap://x}',
  'bearer\tsk-lp-',
];

describe('a made-up virtual key', () => {
  test.each(places)('in %s is refused, whatever it is', async (place) => {
    const before = usageRows(engine).length;
    const samples = [...attacks, ...fc.sample(headerText, 300)];
    const answers = await Promise.all(samples.map((value) => present(place, value)));
    const expected = /^virtual_key_(missing|mistyped|unknown)$/;
    const others = answers.filter(({ status, code }) => status !== 401 || !expected.test(code));
    expect(others).toEqual([]);
    expect(usageRows(engine)).toHaveLength(before);
    expect(engine.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  test('with a right checksum but a wrong byte is refused', async () => {
    const answers = await Promise.all(
      Array.from({ length: key.length }, (_, at) => {
        const other = key[at] === 'A' ? 'B' : 'A';
        return present('authorization', `Bearer ${key.slice(0, at)}${other}${key.slice(at + 1)}`);
      }),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  });

  test('runs no statement on the database', async () => {
    const { store } = engine.engine.parts;
    const prepare = store.prepare.bind(store);
    const statements: string[] = [];
    store.prepare = (sql: string) => {
      statements.push(sql);
      return prepare(sql);
    };
    await Promise.all(attacks.map((value) => present('authorization', value)));
    store.prepare = prepare;
    expect(statements).toEqual([]);
  });

  test('leaves the real one working', async () => {
    expect((await present('authorization', `Bearer ${key}`)).status).toBe(200);
  });
});

test('digests of keys are compared in constant time only', async () => {
  const folder = join(import.meta.dirname, '../../src-proxy/virtual-keys');
  const lookUp = await readFile(join(folder, 'virtual-keys.ts'), 'utf8');
  const authenticate = await readFile(join(folder, 'authenticate-key.ts'), 'utf8');
  expect(lookUp).toContain('timingSafeEqual(key.hash, hash)');
  expect(lookUp + authenticate).not.toMatch(
    /hash\w*(\.toString\([^)]*\)|\.equals\([^)]*\))?\s*[!=]==\s*\w*hash/i,
  );
  expect(lookUp + authenticate).not.toMatch(/hash\.(equals|compare)\(/i);
});
