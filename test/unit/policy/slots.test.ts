import { describe, expect, test } from 'vitest';
import { Slots } from '../../../src-proxy/policy/slots.ts';

const stays = (): (() => void) => () => undefined;

describe('slots', () => {
  test('are as many as the limit says', () => {
    const slots = new Slots();
    expect([slots.tryEnter(2), slots.tryEnter(2), slots.tryEnter(2)]).toEqual([true, true, false]);
    slots.leave();
    expect(slots.tryEnter(2)).toBe(true);
  });

  test('are taken in turn by those that wait', async () => {
    const slots = new Slots();
    slots.tryEnter(1);
    const order: number[] = [];
    const waiting = [1, 2, 3].map((turn) =>
      slots.wait(stays).then((isTaken) => {
        if (isTaken) order.push(turn);
        slots.leave();
        return isTaken;
      }),
    );
    slots.leave();
    expect(await Promise.all(waiting)).toEqual([true, true, true]);
    expect(order).toEqual([1, 2, 3]);
    expect(slots.running).toBe(0);
  });

  test('go to nobody who came later while others wait', async () => {
    const slots = new Slots();
    slots.tryEnter(1);
    const waiting = slots.wait(stays);
    slots.leave();
    expect(slots.tryEnter(1)).toBe(false);
    expect(await waiting).toBe(true);
  });

  test('are not waited for longer than shortly', async () => {
    const slots = new Slots(5);
    slots.tryEnter(1);
    expect(await slots.wait(stays)).toBe(false);
    expect(slots.running).toBe(1);
  });

  test('are not taken by a caller that left', async () => {
    const slots = new Slots();
    slots.tryEnter(1);
    const leaving = Promise.withResolvers<() => void>();
    const waiting = slots.wait((gone) => {
      leaving.resolve(gone);
      return () => undefined;
    });
    (await leaving.promise)();
    expect(await waiting).toBe(false);
    slots.leave();
    expect(slots.running).toBe(0);
  });

  test('are waited for by a bounded number', async () => {
    const slots = new Slots(5);
    slots.tryEnter(1);
    const first = Array.from({ length: 100 }, () => slots.wait(stays));
    let isRefusedAtOnce = false;
    void slots.wait(stays).then(() => (isRefusedAtOnce = true));
    await Promise.resolve();
    await Promise.resolve();
    expect(isRefusedAtOnce).toBe(true);
    await Promise.all(first);
  });
});
