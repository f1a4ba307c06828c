import { describe, expect, test } from 'vitest';
import { Circuit } from '../../../src-proxy/health/circuit.ts';

/** No jitter: exactly in the middle. */
const open = (random = 0.5): Circuit => new Circuit(() => random);

const T = 1_000_000;

function fail(circuit: Circuit, times: number, now: number): void {
  for (let time = 0; time < times; time += 1) circuit.fail(now);
}

describe('a circuit', () => {
  test('opens after three failures in a row', () => {
    const circuit = open();
    fail(circuit, 2, T);
    expect(circuit.mayPass(T)).toBe(true);
    circuit.fail(T);
    expect(circuit.stateAt(T)).toBe('open');
    expect(circuit.mayPass(T)).toBe(false);
    expect(circuit.reopensAt).toBe(T + 5000);
  });

  test('stays closed when a call goes well between', () => {
    const circuit = open();
    fail(circuit, 2, T);
    circuit.succeed();
    fail(circuit, 2, T);
    expect(circuit.stateAt(T)).toBe('closed');
  });

  test('lets one call through to see, and no other meanwhile', () => {
    const circuit = open();
    fail(circuit, 3, T);
    const later = T + 5000;
    expect(circuit.stateAt(later)).toBe('half_open');
    expect(circuit.mayPass(later)).toBe(true);
    circuit.begin(later);
    expect(circuit.mayPass(later)).toBe(false);
  });

  test('lets the next see when that one told nothing', () => {
    const circuit = open();
    fail(circuit, 3, T);
    circuit.begin(T + 5000);
    circuit.abandon();
    expect(circuit.mayPass(T + 5000)).toBe(true);
  });

  test('closes when that one goes well', () => {
    const circuit = open();
    fail(circuit, 3, T);
    circuit.begin(T + 5000);
    circuit.succeed();
    expect(circuit.stateAt(T + 5000)).toBe('closed');
    expect(circuit.failures).toBe(0);
    expect(circuit.reopensAt).toBeNull();
  });

  test('closes when that one begins to answer, and opens again when it breaks off', () => {
    const circuit = open();
    fail(circuit, 3, T);
    circuit.begin(T + 5000);
    circuit.answer();
    expect(circuit.mayPass(T + 5000)).toBe(true);
    circuit.fail(T + 6000);
    expect(circuit.stateAt(T + 6000)).toBe('open');
  });

  test('stays open twice as long each time, up to five minutes', () => {
    const circuit = open();
    fail(circuit, 3, T);
    let now = T;
    const waits: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      const wait = (circuit.reopensAt ?? 0) - now;
      waits.push(wait);
      now += wait;
      circuit.begin(now);
      circuit.fail(now);
    }
    expect(waits).toEqual([5e3, 10e3, 20e3, 40e3, 80e3, 160e3, 300e3, 300e3, 300e3]);
  });

  test.each([
    [0, 4000],
    [1, 6000],
  ])('jitters by a fifth (random %d)', (random, wait) => {
    const circuit = open(random);
    fail(circuit, 3, T);
    expect((circuit.reopensAt ?? 0) - T).toBe(wait);
  });

  test('is not held open longer by calls that began before', () => {
    const circuit = open();
    fail(circuit, 50, T);
    expect(circuit.reopensAt).toBe(T + 5000);
  });

  test('does not wait for a clock set back to come round again', () => {
    const circuit = open();
    fail(circuit, 3, T);
    expect(circuit.mayPass(T - 3_600_000)).toBe(true);
  });
});
