import { onTestFinished } from 'vitest';

/** The local calendar of this process, until the test ends. */
export function inTimeZone(zone: string): void {
  const former = process.env['TZ'];
  process.env['TZ'] = zone;
  onTestFinished(() => {
    if (former === undefined) delete process.env['TZ'];
    else process.env['TZ'] = former;
  });
}
