import { expect, test } from 'vitest';
import { describeEvent } from '../../../src-main/notices/describe-event.ts';

const event = (type: string, data: Record<string, string | number | null> = {}) => ({
  type,
  data,
});

const spent = { label: 'editor', capUsd: 5, per: 'day', spentUsd: 4.2 };

test.each([
  [
    'budget.threshold',
    spent,
    'editor has spent 80 % of its budget',
    /^\$4\.20 of \$5\.00 for this day\.$/,
  ],
  [
    'budget.exhausted',
    { ...spent, per: 'total' },
    'editor has used up its budget',
    /^\$4\.20 of \$5\.00\.$/,
  ],
  ['key.validation_failed', { label: 'work' }, 'The key of work is not valid', /Rotate it/],
  ['connection.unhealthy', { label: 'work' }, 'work is down', /keeps failing/],
  ['connection.recovered', { label: 'work' }, 'work is back', /answers again/],
  ['connection.recovered', {}, 'A connection is back', /answers again/],
])('%s with %j is told', (type, data, title, body) => {
  expect(describeEvent(event(type, data))).toMatchObject({
    title,
    body: expect.stringMatching(body),
  });
});

test.each([['key.connected'], ['proxy.paused'], ['something.new']])('%s is not', (type) => {
  expect(describeEvent(event(type))).toBeNull();
});
