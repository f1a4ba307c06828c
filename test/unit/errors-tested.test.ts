/** Every row of the error table appears in a test, so that a new code needs one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorTable } from '../../src-proxy/errors.ts';

const TESTS = join(import.meta.dirname, '..');

/** All that tests say, this file and what is installed beside them left out. */
const said = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.test\.tsx?$/.test(file) && !file.includes('node_modules'))
  .filter((file) => join(TESTS, file) !== import.meta.filename)
  .map((file) => readFileSync(join(TESTS, file), 'utf8'))
  .join('\n');

const quoted = new Set(said.match(/(?<=['"`])[a-z_]+(?=['"`])/g));

test.each(Object.keys(errorTable))('%s appears in a test', (code) => {
  expect(quoted).toContain(code);
});
