import * as undici from 'undici';
import { expect, test } from 'vitest';
import {
  buildConnector,
  Dispatcher,
  errors,
  Pool,
} from '../../../src-proxy/outbound/undici-parts.ts';

test.each([
  ['Pool', Pool, undici.Pool],
  ['Dispatcher', Dispatcher, undici.Dispatcher],
  ['buildConnector', buildConnector, undici.buildConnector],
  ['errors', errors, undici.errors],
])('the part loaded as %s is what undici gives under that name', (_name, part, whole) => {
  expect(part).toBe(whole);
});
