import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../src-proxy/errors.ts';
import { EventLog } from '../../../src-proxy/events/event-log.ts';
import { authenticateManagementKey } from '../../../src-proxy/management-keys/authenticate-management-key.ts';
import { createManagementKey } from '../../../src-proxy/management-keys/create-management-key.ts';
import { ManagementKeys } from '../../../src-proxy/management-keys/management-keys.ts';
import type { Store } from '../../../src-proxy/store/open-store.ts';
import { mintKey } from '../../../src-proxy/virtual-keys/mint-key.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const NOW = Date.parse('2026-03-31T15:20:00Z');

let store: Store;
let managementKeys: ManagementKeys;

beforeEach(async () => {
  store = await openTestStore();
  managementKeys = new ManagementKeys(store);
});

const create = (expiresAt: number | null = null): string =>
  createManagementKey(
    { managementKeys, events: new EventLog(store, () => NOW), clock: () => NOW },
    { label: 'ci', role: 'admin', expiresAt },
    'cli',
  ).key;

function outcome(presented: string, now = NOW, keys = managementKeys): string {
  try {
    return authenticateManagementKey(keys, presented, now).label;
  } catch (error) {
    return error instanceof AppError ? error.code : 'another error';
  }
}

describe('a management key', () => {
  test('is known, also after a restart', () => {
    const key = create();
    expect(outcome(key)).toBe('ci');
    expect(outcome(key, NOW, new ManagementKeys(store))).toBe('ci');
  });

  test('ends to the millisecond', () => {
    const key = create(NOW + 1000);
    expect(outcome(key, NOW + 999)).toBe('ci');
    expect(outcome(key, NOW + 1000)).toBe('management_key_ended');
  });

  test('of another kind, or of nobody, is refused', () => {
    create();
    expect(outcome(mintKey('mk-lp-'))).toBe('management_key_unknown');
    expect(outcome(mintKey('sk-lp-'))).toBe('management_key_mistyped');
  });

  test('is refused in fixed words, whatever is presented', () => {
    const key = create();
    const near = fc
      .tuple(fc.nat(key.length), fc.string({ maxLength: 5 }))
      .map(([at, text]) => key.slice(0, at) + text + key.slice(at + text.length));
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (presented) => {
        fc.pre(presented !== key);
        expect(['management_key_mistyped', 'management_key_unknown']).toContain(outcome(presented));
      }),
    );
  });
});
