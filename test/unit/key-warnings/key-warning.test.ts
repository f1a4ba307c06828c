import { describe, expect, test } from 'vitest';
import { warningsOf } from '../../../src-proxy/key-warnings/key-warning.ts';
import type { Sighting, SightingKind } from '../../../src-proxy/key-warnings/sighting.ts';
import { programOf } from '../../../src-proxy/key-warnings/watch-records.ts';

const NOW = Date.parse('2026-03-31T15:20:00Z');
const DAY_MS = 86_400_000;

const saw = (kind: SightingKind, detail: string, members: Partial<Sighting> = {}): Sighting => ({
  kind,
  detail,
  count: 1,
  firstAt: NOW - 3 * DAY_MS,
  lastAt: NOW - DAY_MS,
  dismissedAt: null,
  ...members,
});

const kinds = (sightings: readonly Sighting[], environment: 'dev' | null = null): string[] =>
  warningsOf({ environment }, sightings, NOW).map(({ kind }) => kind);

describe('a virtual key', () => {
  test.each([
    ['used by one program', [saw('client', 'zed')], []],
    ['used by two programs', [saw('client', 'zed'), saw('client', 'curl')], ['several_clients']],
    ['used in one environment', [saw('environment', 'prod')], []],
    [
      'used in two environments',
      [saw('environment', 'prod'), saw('environment', 'dev')],
      ['several_environments'],
    ],
    ['seen in a page', [saw('origin', 'http://localhost:5173')], ['used_in_browser']],
    ['tried after it was revoked', [saw('revoked', 'curl')], ['revoked_key_tried']],
    ['tried after it was replaced', [saw('regenerated', 'curl')], ['regenerated_key_tried']],
    ['tried after it has expired', [saw('expired', 'curl')], ['expired_key_tried']],
    ['of which nothing was seen', [], []],
  ] as const)('%s', (_what, sightings, expected) => {
    expect(kinds(sightings)).toEqual(expected);
  });

  test('made for one environment and used in another', () => {
    expect(kinds([saw('environment', 'prod')], 'dev')).toEqual(['several_environments']);
    expect(kinds([saw('environment', 'dev')], 'dev')).toEqual([]);
  });

  test('of which a sign is more than a month old has that behind it', () => {
    const old = { lastAt: NOW - 31 * DAY_MS };
    expect(kinds([saw('revoked', 'curl', old)])).toEqual([]);
    expect(kinds([saw('client', 'curl', old), saw('client', 'zed')])).toEqual([]);
  });

  test('whose warning was dismissed is warned of again when something new is seen', () => {
    const dismissed = { dismissedAt: NOW };
    const known = [saw('client', 'zed', dismissed), saw('client', 'curl', dismissed)];
    expect(kinds(known)).toEqual([]);
    expect(warningsOf({ environment: null }, [...known, saw('client', 'node')], NOW)).toMatchObject(
      [{ kind: 'several_clients', seen: [{}, {}, { detail: 'node' }] }],
    );
  });
});

test('a warning says by whom, how often, and since when', () => {
  const sightings = [
    saw('revoked', 'curl', { count: 2, firstAt: NOW - 5 * DAY_MS }),
    saw('revoked', 'zed', { count: 7, lastAt: NOW - 1000 }),
  ];
  expect(warningsOf({ environment: null }, sightings, NOW)).toEqual([
    {
      kind: 'revoked_key_tried',
      count: 9,
      firstAt: NOW - 5 * DAY_MS,
      lastAt: NOW - 1000,
      seen: [sightings[1], sightings[0]],
    },
  ]);
});

test.each([
  ['claude-cli/2.0.1', 'claude-cli'],
  ['curl', 'curl'],
  ['/odd', '/odd'],
  ['@scope/name/1', '@scope'],
])('another version is no other program: %s', (client, program) => {
  expect(programOf(client)).toBe(program);
});
