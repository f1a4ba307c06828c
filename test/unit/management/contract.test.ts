import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  contract,
  isOperationName,
  operationNames,
  pathParameters,
  type Operation,
} from '../../../src-proxy/management/contract.ts';

const lines: readonly (readonly [string, Operation])[] = operationNames.map((name) => [
  name,
  contract[name],
]);

describe('the table of operations', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])(
    'has no operation %j',
    (name) => {
      expect(isOperationName(name)).toBe(false);
    },
  );

  test('has one operation a method and path', () => {
    const routes = lines.map(
      ([, { method, path }]) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`,
    );
    expect(new Set(routes).size).toBe(routes.length);
  });

  test.each(lines)('%s has every path parameter among its inputs, and needs it', (_name, line) => {
    for (const parameter of pathParameters(line.path)) {
      expect(line.input.shape[parameter]?.safeParse(undefined).success).toBe(false);
    }
  });

  test.each(lines)('%s takes no member it does not name', (_name, line) => {
    const result = line.input.safeParse({ surprise: 1 });
    const issues = result.success ? [] : result.error.issues;
    expect(issues.map(({ code }) => code)).toContain('unrecognized_keys');
  });

  test.each(lines.filter(([, { output }]) => output.type === 'object'))(
    '%s lets no member out it does not name',
    (_name, line) => {
      const result = line.output.safeParse({ provider_key: 'sk-secret' });
      const issues = result.success ? [] : result.error.issues;
      expect(issues.map(({ code }) => code)).toContain('unrecognized_keys');
    },
  );

  test('takes a secret only where it says that it bears one', () => {
    const secretMembers = ['provider_key', 'key_reference', 'passphrase'];
    const takers = lines.filter(([, { input }]) =>
      secretMembers.some((member) => Object.hasOwn(input.shape, member)),
    );
    expect(takers.length).toBeGreaterThan(3);
    for (const [name, line] of takers) {
      expect([name, line.method, line.isSecretBearing]).toEqual([name, 'POST', true]);
    }
  });

  test('is driven whole through a real door: each stands in a test', async () => {
    const folder = join(import.meta.dirname, '../../integration');
    const files = await readdir(folder, { recursive: true });
    const tests = files.filter((file) => file.endsWith('.test.ts'));
    const texts = await Promise.all(tests.map((file) => readFile(join(folder, file), 'utf8')));
    const all = texts.join('\n');
    const isDriven = ([name, { path, isStream }]: (typeof lines)[number]): boolean =>
      all.includes(isStream ? '.subscribe(' : `'${name}'`) || all.includes(`'${path}`);
    expect(lines.filter((line) => !isDriven(line)).map(([name]) => name)).toEqual([]);
  });
});
