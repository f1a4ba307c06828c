import { describe, expect, test } from 'vitest';
import { combinePolicies, isAtLeast, isInRegion } from '../../../src-proxy/policy/route-policy.ts';

describe('demands of several', () => {
  test('the strictest data policy wins, and is told by whom', () => {
    const { dataPolicy, dataPolicyBy } = combinePolicies([
      ['workspace', { dataPolicy: 'no_training' }],
      ['key', { dataPolicy: 'zdr' }],
      ['request', { dataPolicy: 'none' }],
    ]);
    expect({ dataPolicy, dataPolicyBy }).toEqual({ dataPolicy: 'zdr', dataPolicyBy: 'key' });
  });

  test('of equal ones the first is told', () => {
    const demands = combinePolicies([
      ['workspace', { dataPolicy: 'zdr' }],
      ['key', { dataPolicy: 'zdr' }],
    ]);
    expect(demands.dataPolicyBy).toBe('workspace');
  });

  test("no demand is nobody's", () => {
    expect(
      combinePolicies([
        ['workspace', {}],
        ['key', { region: null }],
      ]),
    ).toEqual({
      ownOnlyBy: null,
      platformOnlyBy: null,
      dataPolicy: 'none',
      dataPolicyBy: null,
      regions: [],
    });
  });

  test('regions add up, and constraints that contradict each other both hold', () => {
    const demands = combinePolicies([
      ['workspace', { region: 'eu' }],
      ['key', { region: 'eu-west-1', routingConstraint: 'only_byok' }],
      ['request', { routingConstraint: 'only_platform' }],
    ]);
    expect(demands.regions).toEqual([
      { region: 'eu', by: 'workspace' },
      { region: 'eu-west-1', by: 'key' },
    ]);
    expect([demands.ownOnlyBy, demands.platformOnlyBy]).toEqual(['key', 'request']);
  });
});

test('zdr is stricter than no_training, and that than none', () => {
  expect(isAtLeast('zdr', 'no_training')).toBe(true);
  expect(isAtLeast('no_training', 'zdr')).toBe(false);
  expect(isAtLeast('none', 'none')).toBe(true);
});

describe('a region', () => {
  test.each([
    ['eu', 'eu', true],
    ['eu-west-1', 'eu', true],
    ['eu', 'eu-west-1', false],
    ['europe', 'eu', false],
    [null, 'eu', false],
  ])('%s is in %s: %s', (actual, demanded, expected) => {
    expect(isInRegion(actual, demanded)).toBe(expected);
  });
});
