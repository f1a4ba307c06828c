/** T11: whatever an operation of the management API is given, it is refused by name or taken, and nothing breaks inside. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  contract,
  operationNames,
  pathParameters,
  type Operation,
  type OperationName,
} from '../../src-proxy/management/contract.ts';
import { sendRaw, type RawAnswer } from '../support/raw-management.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const odd: readonly unknown[] = [
  null,
  '',
  '__proto__',
  'm'.repeat(5000),
  'a\0b\u202E\uD800',
  "'; DROP TABLE connections; --",
  -1,
  1e308,
  {},
  [null],
  '9999-99-99',
];

/** These end the engine, call out, or answer without end. */
const leftOut: ReadonlySet<OperationName> = new Set([
  'stop',
  'events.stream',
  'prices.update',
  'vault.move',
]);

/** What is needed beside the odd value to get past the first check. */
const needed: Partial<Record<OperationName, Readonly<Record<string, unknown>>>> = {
  'connections.add': {
    provider: 'openai',
    label: 'fuzzed',
    provider_key: 'sk-fuzz-0123456789',
    validate_before_save: false,
  },
  'virtual_keys.create': { label: 'fuzzed' },
  'webhooks.create': { url: 'https://hooks.invalid/x', label: 'fuzzed' },
  'workspaces.create': { name: 'fuzzed' },
  'management_keys.create': { label: 'fuzzed', role: 'member' },
  'routing.explain': { model: 'm1', virtual_key: 'app' },
};

let engine: TestEngine;

beforeAll(async () => {
  engine = await startTestEngine();
  await engine.connect('openai', { label: 'app', validate: false });
  engine.createKey({ label: 'app' });
});

afterAll(() => engine.close());

function send(line: Operation, input: Readonly<Record<string, unknown>>): Promise<RawAnswer> {
  const path = line.path.replaceAll(/\{\w+\}/g, 'app');
  const { method } = line;
  if (method === 'POST' || method === 'PATCH') {
    const headers = { 'content-type': 'application/json' };
    return sendRaw(engine.home, { method, path, headers, body: JSON.stringify(input) });
  }
  const texts = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) texts.set(name, String(value));
  return sendRaw(engine.home, { method, path: `${path}?${texts.toString()}` });
}

const fuzzed = operationNames
  .filter((name) => !leftOut.has(name))
  .map((name) => {
    const line: Operation = contract[name];
    const inPath = pathParameters(line.path);
    const members = Object.keys(line.input.shape).filter((member) => !inPath.includes(member));
    return { name, line, members };
  })
  .filter(({ members }) => members.length > 0);

test.each(fuzzed)('$name', async ({ name, line, members }) => {
  const faults: string[] = [];
  for (const member of members) {
    for (const value of odd) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that a fault has one cause
      const { status, text } = await send(line, { ...needed[name], [member]: value });
      const isTold = status < 400 || /"code":"(?!internal")\w+"/.test(text);
      if (!isTold)
        faults.push(`${member} ${JSON.stringify(value).slice(0, 40)}: ${status} ${text}`);
    }
  }
  expect(faults).toEqual([]);
  expect(engine.logLines.filter((logged) => logged.includes('"level":"error"'))).toEqual([]);
});
