import * as undici from 'undici';
import { expect, test } from 'vitest';
import * as parts from '../../../src-proxy/outbound/undici-parts.ts';

test.each(['Pool', 'Dispatcher', 'buildConnector', 'errors'] as const)(
  'the part loaded as %s is what undici gives under that name',
  (name) => {
    expect(parts[name]).toBe(undici[name]);
  },
);
