import { beforeEach, describe, expect, test } from 'vitest';
import { KeySightings } from '../../../src-proxy/key-warnings/key-sightings.ts';
import type { Store } from '../../../src-proxy/store/open-store.ts';
import { generateUsage } from '../../support/generate-usage.ts';
import { openTestStore } from '../../support/open-test-store.ts';

let store: Store;
let now: number;
let sightings: KeySightings;

const open = (): KeySightings => new KeySightings(store, () => now);

beforeEach(async () => {
  store = await openTestStore();
  now = 1_800_000_000_000;
  const usage = { count: 0, fromMs: 0, toMs: now, keys: 2, connections: 1, models: 1 };
  generateUsage(store, { ...usage, withSums: false });
  sightings = open();
});

describe('what is seen of a key', () => {
  test('is counted, by what was seen', () => {
    sightings.note('vk_0', 'client', 'zed');
    now += 1000;
    sightings.note('vk_0', 'client', 'zed');
    sightings.note('vk_0', 'origin', 'http://localhost');
    sightings.note('vk_1', 'client', 'curl');
    expect(sightings.list('vk_0')).toMatchObject([
      { kind: 'client', detail: 'zed', count: 2, firstAt: now - 1000, lastAt: now },
      { kind: 'origin', detail: 'http://localhost', count: 1 },
    ]);
    expect(sightings.list('vk_2')).toEqual([]);
  });

  test('is there after a restart, and counted on', () => {
    sightings.note('vk_0', 'client', 'zed');
    sightings.save();
    const later = open();
    later.note('vk_0', 'client', 'zed');
    later.save();
    expect(open().list('vk_0')).toMatchObject([{ detail: 'zed', count: 2 }]);
  });

  test('is told of once as new', () => {
    sightings.note('vk_0', 'client', 'zed');
    expect(sightings.save()).toMatchObject([{ virtualKeyId: 'vk_0', sighting: { detail: 'zed' } }]);
    sightings.note('vk_0', 'client', 'zed');
    expect(sightings.save()).toEqual([]);
    expect(sightings.save()).toEqual([]);
  });

  test('is not lost when it cannot be written', () => {
    sightings.note('vk_0', 'client', 'zed');
    sightings.note('vk_unknown', 'client', 'zed');
    expect(() => sightings.save()).toThrow('FOREIGN KEY');
    expect(open().list('vk_0')).toEqual([]);
    store.pragma('foreign_keys = OFF');
    expect(sightings.save()).toHaveLength(2);
    expect(open().list('vk_0')).toHaveLength(1);
  });

  test('has an end, since clients choose their names', () => {
    for (let at = 0; at < 500; at += 1) sightings.note('vk_0', 'revoked', `client-${at}`);
    const seen = sightings.list('vk_0');
    expect(seen).toHaveLength(17);
    expect(seen.at(-1)).toMatchObject({ detail: '(others)', count: 484 });
    sightings.note('vk_0', 'client', '\u001B[2J'.repeat(1000));
    expect(sightings.list('vk_0').at(-1)?.detail).toMatch(/^[\x20-\x7E]{120}$/);
  });

  test('is known to the user when dismissed', () => {
    sightings.note('vk_0', 'client', 'zed');
    sightings.note('vk_0', 'origin', 'http://localhost');
    sightings.dismiss('vk_0', ['client']);
    sightings.note('vk_0', 'client', 'zed');
    sightings.save();
    expect(open().list('vk_0')).toMatchObject([
      { kind: 'client', count: 2, dismissedAt: now },
      { kind: 'origin', dismissedAt: null },
    ]);
  });
});
