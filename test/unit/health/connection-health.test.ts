import { describe, expect, test } from 'vitest';
import { ConnectionHealth } from '../../../src-proxy/health/connection-health.ts';
import type { RateLimitReading } from '../../../src-proxy/providers/rate-limit-headers.ts';

const T = 1_000_000;
const open = (): ConnectionHealth => new ConnectionHealth(() => 0.5);

const silent: RateLimitReading = { limits: [], retryAfterMs: null };
const waits = (retryAfterMs: number): RateLimitReading => ({ limits: [], retryAfterMs });
const left = (remaining: number): RateLimitReading => ({
  limits: [{ kind: 'requests', limit: 10, remaining, resetAt: T + 5000 }],
  retryAfterMs: null,
});

describe('readiness', () => {
  test.each([429, 503, 529])('after %i with Retry-After: cooling down until then', (status) => {
    const health = open();
    health.note('m', status, waits(2000), T);
    expect(health.readiness('m', T + 1999)).toBe('cooling_down');
    expect(health.readyAt('m', T)).toBe(T + 2000);
    expect(health.readiness('m', T + 2000)).toBe('ready');
    expect(health.readyAt('m', T + 2000)).toBeNull();
  });

  test('Retry-After of another status says nothing of now', () => {
    const health = open();
    health.note('m', 200, waits(2000), T);
    health.note('m', 400, waits(2000), T);
    expect(health.readiness('m', T)).toBe('ready');
  });

  test('after a 429 that names no time: a few seconds', () => {
    const health = open();
    health.note('m', 429, silent, T);
    expect(health.readiness('m', T + 4999)).toBe('no_headroom');
    expect(health.readiness('m', T + 5000)).toBe('ready');
  });

  test('nothing left: until the reset', () => {
    const health = open();
    health.note('m', 200, left(0), T);
    expect(health.readiness('m', T)).toBe('no_headroom');
    expect(health.readyAt('m', T)).toBe(T + 5000);
    health.note('m', 200, left(1), T + 1);
    expect(health.readiness('m', T + 1)).toBe('ready');
  });

  test('is told for each model apart', () => {
    const health = open();
    health.note('m', 200, left(0), T);
    health.note('n', 429, waits(1000), T);
    expect([
      health.readiness('m', T),
      health.readiness('n', T),
      health.readiness('o', T),
      health.readiness(null, T),
    ]).toEqual(['no_headroom', 'cooling_down', 'ready', 'ready']);
  });

  test('an open circuit keeps all models away', () => {
    const health = open();
    for (let time = 0; time < 3; time += 1) health.circuit.fail(T);
    expect(health.readiness('any', T)).toBe('unhealthy');
    expect(health.readyAt('any', T)).toBe(T + 5000);
  });

  test('nobody asks to be left alone for longer than a day', () => {
    const health = open();
    health.note('m', 429, waits(1e12), T);
    expect(health.readyAt('m', T)).toBe(T + 86_400_000);
  });

  test('does not wait for a clock set back to come round again', () => {
    const health = open();
    health.note('m', 429, waits(60_000), T);
    expect(health.readiness('m', T - 3_600_000)).toBe('ready');
  });

  test('begins with what was written down before a restart', () => {
    const health = new ConnectionHealth(() => 0.5, {
      limits: left(0).limits,
      model: 'm',
      seenAt: T,
    });
    expect(health.readiness('m', T)).toBe('no_headroom');
    expect(health.latestLimits?.model).toBe('m');
  });

  test('remembers a bounded number of models', () => {
    const health = open();
    health.note('first', 200, left(0), T);
    for (let model = 0; model < 64; model += 1) health.note(`m${model}`, 200, left(5), T);
    expect(health.readiness('first', T)).toBe('ready');
    expect(health.headroom('m63', T)).toBe(0.5);
  });
});
