import { describe, expect, it } from 'vitest';
import type { Figures } from '../../bench/report/figures.ts';
import { judgeGoals } from '../../bench/report/goals.ts';
import { TARGET_NAMES, type TargetName } from '../../bench/targets/target.ts';

function throughput(requestsPerSecond: number, failures = 0): Figures {
  const load = { requestsPerSecond, failures, p50Ms: 1, p99Ms: 1, cpuMsPerThousand: 1 };
  return { load: { ...load, memory: null } };
}

function streamDelay(p95Ms: number, receivedChunks = 100): Figures {
  const delays = { p50Ms: 0, p95Ms, p99Ms: 0, cpuMs: null };
  return { streams: { expectedChunks: 100, receivedChunks, ...delays } };
}

function isMet(goal: RegExp, figures: Partial<Record<TargetName, Figures>>): boolean | null {
  const all = new Map(TARGET_NAMES.map((name) => [name, figures[name] ?? {}]));
  const result = judgeGoals(all, 150).find((one) => goal.test(one.goal));
  if (result === undefined) throw new Error(`no goal ${String(goal)}`);
  return result.isMet;
}

describe('judgeGoals', () => {
  it('compares throughput with the bare forwarder', () => {
    const bare = throughput(1000);
    expect(isMet(/bare forwarder$/, { bare, latchport: throughput(750) })).toBe(true);
    expect(isMet(/bare forwarder$/, { bare, latchport: throughput(749) })).toBe(false);
  });

  it('does not count throughput of failed calls', () => {
    const figures = { portkey: throughput(1), latchport: throughput(1000, 1) };
    expect(isMet(/portkey/, figures)).toBe(false);
  });

  it('allows streams one millisecond, or half more than the bare forwarder adds', () => {
    const direct = streamDelay(1);
    const bare = streamDelay(3);
    expect(isMet(/stream/, { direct, bare, latchport: streamDelay(4) })).toBe(true);
    expect(isMet(/stream/, { direct, bare, latchport: streamDelay(4.1) })).toBe(false);
    expect(isMet(/stream/, { direct, bare: direct, latchport: streamDelay(2) })).toBe(true);
  });

  it('fails streams that lost a chunk', () => {
    const figures = { direct: streamDelay(1), bare: streamDelay(1), latchport: streamDelay(1, 99) };
    expect(isMet(/stream/, figures)).toBe(false);
  });

  it('judges nothing that was not measured', () => {
    expect(judgeGoals(new Map(), null).map((result) => result.isMet)).toEqual(Array(9).fill(null));
  });
});
