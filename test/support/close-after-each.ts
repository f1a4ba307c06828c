import { afterEach } from 'vitest';

/** Returns a function to hand what must be closed after the running test. */
export function closeAfterEach(): (close: () => Promise<unknown>) => void {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });
  return (close) => void closing.push(close);
}
