import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EngineEnd } from '../../../src-main/engine/engine-child.ts';
import { EngineKeeper } from '../../../src-main/engine/engine-keeper.ts';
import type { EngineState } from '../../../src-main/engine/engine-state.ts';
import { restartDelay } from '../../../src-main/engine/restart-delay.ts';

interface FakeChild {
  readonly listen: () => void;
  readonly die: (end: EngineEnd) => void;
  isKilled: boolean;
}

/** A machine with engines that live and die as told. */
function machine() {
  const children: FakeChild[] = [];
  const states: EngineState[] = [];
  const world = { isOtherAlive: false, stopsWhenTold: true, endFollow: () => undefined as void };
  const keeper = new EngineKeeper({
    start: () => {
      const listening = Promise.withResolvers<void>();
      const ended = Promise.withResolvers<EngineEnd>();
      const child: FakeChild = {
        listen: listening.resolve,
        die: ended.resolve,
        isKilled: false,
      };
      children.push(child);
      const kill = (): void => {
        child.isKilled = true;
        ended.resolve({ code: 143, reason: null });
      };
      return { listening: listening.promise, ended: ended.promise, kill };
    },
    isAlive: async () => world.isOtherAlive,
    stop: async () => {
      if (world.stopsWhenTold) children.at(-1)?.die({ code: 0, reason: null });
    },
    follow: (signal) =>
      new Promise((resolve) => {
        world.endFollow = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
    onState: (state) => states.push(state),
    clock: Date.now,
  });
  return { keeper, children, states, world, kinds: () => states.map(({ kind }) => kind) };
}

const died: EngineEnd = { code: 9, reason: null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe('the keeper of the engine', () => {
  test('starts one where none runs', async () => {
    const { keeper, children, states } = machine();
    keeper.begin();
    await settle();
    children[0]?.listen();
    await settle();
    expect(states).toEqual([{ kind: 'running', isOwn: true }]);
  });

  test('attaches to one that runs, and starts its own when that is gone', async () => {
    const { keeper, children, states, world } = machine();
    world.isOtherAlive = true;
    keeper.begin();
    await settle();
    expect(states).toEqual([{ kind: 'running', isOwn: false }]);
    expect(children).toHaveLength(0);
    world.isOtherAlive = false;
    world.endFollow();
    await settle();
    expect(states.at(-1)).toEqual({ kind: 'starting' });
    expect(children).toHaveLength(1);
  });

  test('starts a dead one again, each time later, and says why', async () => {
    const { keeper, children, states } = machine();
    keeper.begin();
    await settle();
    children[0]?.die({ code: 1, reason: 'Port 6174 is taken.' });
    await settle();
    expect(states.at(-1)).toMatchObject({ kind: 'failing', problem: 'Port 6174 is taken.' });
    await vi.advanceTimersByTimeAsync(499);
    expect(children).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(children).toHaveLength(2);
    children[1]?.die(died);
    await vi.advanceTimersByTimeAsync(999);
    expect(children).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(children).toHaveLength(3);
  });

  test('counts anew after an engine that ran for long', async () => {
    const { keeper, children } = machine();
    keeper.begin();
    await settle();
    children[0]?.die(died);
    await vi.advanceTimersByTimeAsync(500);
    children[1]?.listen();
    await vi.advanceTimersByTimeAsync(60_000);
    children[1]?.die(died);
    await vi.advanceTimersByTimeAsync(500);
    expect(children).toHaveLength(3);
  });

  test('tries at once when the user says so', async () => {
    const { keeper, children } = machine();
    keeper.begin();
    await settle();
    children[0]?.die(died);
    await settle();
    keeper.startNow();
    await settle();
    expect(children).toHaveLength(2);
  });

  test('leaves alone what was ended in order, until it is wanted', async () => {
    const { keeper, children, kinds } = machine();
    keeper.begin();
    await settle();
    children[0]?.listen();
    children[0]?.die({ code: 0, reason: null });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(kinds().at(-1)).toBe('stopped');
    expect(children).toHaveLength(1);
    keeper.startNow();
    await settle();
    expect(children).toHaveLength(2);
  });

  test('looks for the other engine when it was too late', async () => {
    const { keeper, children, states, world } = machine();
    keeper.begin();
    await settle();
    world.isOtherAlive = true;
    children[0]?.die({ code: 3, reason: 'already running' });
    await vi.advanceTimersByTimeAsync(500);
    expect(states).toEqual([{ kind: 'running', isOwn: false }]);
  });

  test('ends its own engine in order, and starts no other', async () => {
    const { keeper, children, kinds } = machine();
    keeper.begin();
    await settle();
    children[0]?.listen();
    await settle();
    await keeper.end();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(kinds()).toEqual(['running', 'stopping']);
    expect(children).toMatchObject([{ isKilled: false }]);
  });

  test('kills an engine that does not end', async () => {
    const { keeper, children, world } = machine();
    world.stopsWhenTold = false;
    keeper.begin();
    await settle();
    const ended = keeper.end();
    await vi.advanceTimersByTimeAsync(8000);
    await ended;
    expect(children).toMatchObject([{ isKilled: true }]);
  });

  test("never ends somebody else's engine", async () => {
    const { keeper, children, world, kinds } = machine();
    world.isOtherAlive = true;
    keeper.begin();
    await settle();
    await keeper.end();
    await settle();
    expect(kinds()).toEqual(['running', 'stopping']);
    expect(children).toEqual([]);
  });

  test('ends also while it waits to start one', async () => {
    const { keeper, children } = machine();
    keeper.begin();
    await settle();
    children[0]?.die(died);
    await settle();
    await keeper.end();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(children).toHaveLength(1);
  });
});

test('waits twice as long each time, a minute at most', () => {
  expect([1, 2, 3, 4, 7, 8, 100].map(restartDelay)).toEqual([
    500, 1000, 2000, 4000, 32_000, 60_000, 60_000,
  ]);
});
