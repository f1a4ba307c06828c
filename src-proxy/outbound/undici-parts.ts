/**
 * The parts of undici the engine uses, loaded by themselves: its index also loads fetch, WebSocket, caches and
 * mocks, which takes twice the time and 12 MiB more (measured) and which nothing here calls. undici has
 * no `exports` map, so its files can be named; as they are no promise of its versions, package.json names one
 * version exactly, and a test holds these to be what the index gives.
 */
import { createRequire } from 'node:module';
import type * as undici from 'undici';

type Undici = typeof undici;

const require = createRequire(import.meta.url);

export const Pool: Undici['Pool'] = require('undici/lib/dispatcher/pool.js');
export const Dispatcher: Undici['Dispatcher'] = require('undici/lib/dispatcher/dispatcher.js');
export const buildConnector: Undici['buildConnector'] = require('undici/lib/core/connect.js');
export const errors: Undici['errors'] = require('undici/lib/core/errors.js');
