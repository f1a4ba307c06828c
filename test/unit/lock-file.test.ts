/** The lock file serves every platform, so that `npm ci` works on all of them; npm is known to lose entries. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8');
const packages: Readonly<Record<string, Locked>> = JSON.parse(text).packages;
const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));

test('every optional dependency is locked: the binaries of other platforms', () => {
  const wanted = Object.values(packages).flatMap((locked) =>
    Object.keys(locked.optionalDependencies ?? {}),
  );
  expect(wanted.length).toBeGreaterThan(100);
  expect(wanted.filter((name) => !names.has(name))).toEqual([]);
});

test('every package is locked by its content', () => {
  const unsure = Object.entries(packages).filter(
    ([path, { integrity }]) => path !== '' && !integrity,
  );
  expect(unsure.map(([path]) => path)).toEqual([]);
});
