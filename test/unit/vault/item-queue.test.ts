import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ItemQueue } from '../../../src-proxy/vault/item-queue.ts';

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the item queue', () => {
  it('runs the tasks of one item in the order they came, whatever they take', async () => {
    const tasks = fc.array(fc.record({ item: fc.constantFrom('a', 'b'), ticks: fc.nat(3) }));
    await fc.assert(
      fc.asyncProperty(tasks, fc.integer({ min: 1, max: 3 }), async (list, width) => {
        const queue = new ItemQueue(width);
        const ended: { item: string; index: number }[] = [];
        await Promise.all(
          list.map(({ item, ticks }, index) =>
            queue.run(item, async () => {
              await Array.from({ length: ticks }).reduce(
                (before: Promise<void>) => before.then(tick),
                Promise.resolve(),
              );
              ended.push({ item, index });
            }),
          ),
        );
        const orderOf = (name: string) =>
          ended.filter(({ item }) => item === name).map(({ index }) => index);
        expect(orderOf('a')).toEqual(orderOf('a').toSorted((x, y) => x - y));
        expect(orderOf('b')).toEqual(orderOf('b').toSorted((x, y) => x - y));
        expect(ended).toHaveLength(list.length);
      }),
      { numRuns: 50 },
    );
  });

  it('runs no more tasks at once than its width', async () => {
    const queue = new ItemQueue(2);
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, (running += 1));
      await tick();
      running -= 1;
    };
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((item) => queue.run(item, work)));
    expect(most).toBe(2);
  });

  it('goes on after a task that failed', async () => {
    const queue = new ItemQueue(1);
    const failing = queue.run('a', () => Promise.reject(new Error('no')));
    const next = queue.run('a', async () => 'done');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('done');
  });

  it('is idle only when what was queued has ended', async () => {
    const queue = new ItemQueue();
    let hasEnded = false;
    void queue.run('a', async () => {
      await tick();
      await tick();
      hasEnded = true;
    });
    await queue.idle();
    expect(hasEnded).toBe(true);
  });
});
