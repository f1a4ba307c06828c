import { describe, expect, test } from 'vitest';
import { addUp } from '../../../src-proxy/management/operations/usage-handlers.ts';
import type { UsageGroup } from '../../../src-proxy/usage/usage-reader.ts';

const group = (members: Partial<UsageGroup>): UsageGroup => ({
  id: null,
  name: null,
  requests: 1,
  failedRequests: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  costUsd: null,
  unpricedRequests: 0,
  lastRequestAt: null,
  ...members,
});

describe('the cost of several groups', () => {
  test('is the sum of what is known, with a count of what is not', () => {
    const groups = [
      group({ costUsd: 0.5 }),
      group({ costUsd: 0.25 }),
      group({ unpricedRequests: 3 }),
    ];
    expect(addUp(groups)).toMatchObject({ cost_usd: 0.75, unpriced_requests: 3 });
  });

  test('is unknown when no price is, which is not 0', () => {
    expect(addUp([group({ unpricedRequests: 1 })]).cost_usd).toBeNull();
  });

  test('is 0 when nothing was spent: no request, or refused ones only', () => {
    expect(addUp([]).cost_usd).toBe(0);
    expect(addUp([group({ failedRequests: 1 })]).cost_usd).toBe(0);
  });
});
