import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Rounds } from '../../../src-proxy/connections/rounds.ts';
import { createLog } from '../../../src-proxy/log.ts';

const lines: string[] = [];
const log = createLog('debug', (line) => lines.push(line));

describe('rounds', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('come at once and then every so often', async () => {
    let count = 0;
    const rounds = new Rounds(async () => void (count += 1), 1000, log);
    rounds.start();
    expect(count).toBe(1);
    await vi.advanceTimersByTimeAsync(2500);
    expect(count).toBe(3);
    rounds.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(count).toBe(3);
  });

  it('never come two at a time', async () => {
    let begun = 0;
    const rounds = new Rounds(
      () => {
        begun += 1;
        return new Promise(() => undefined);
      },
      1000,
      log,
    );
    rounds.start();
    await vi.advanceTimersByTimeAsync(5000);
    rounds.stop();
    expect(begun).toBe(1);
  });

  it('go on after one that failed, which is logged without its text', async () => {
    let count = 0;
    const rounds = new Rounds(
      async () => {
        count += 1;
        throw new TypeError('secret text');
      },
      1000,
      log,
    );
    rounds.start();
    await vi.advanceTimersByTimeAsync(1000);
    rounds.stop();
    expect(count).toBe(2);
    expect(lines.join('\n')).toContain('TypeError');
    expect(lines.join('\n')).not.toContain('secret text');
  });
});
