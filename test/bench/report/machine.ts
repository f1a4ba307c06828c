import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

export interface Machine {
  readonly line: string;
  /** Share of the processor others used in the second before anything was measured; NaN if unknown. */
  readonly busyPercent: number;
}

export async function describeMachine(): Promise<Machine> {
  const before = readTicks();
  await delay(1000);
  const after = readTicks();
  const busyPercent = 100 * (1 - (after.idle - before.idle) / (after.all - before.all));
  const processors = cpus();
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
  const line =
    `${processors[0]?.model.trim() ?? 'unknown CPU'}, ${processors.length} cores, ${gigabytes} GB, ` +
    `${process.platform} ${release()}, Node ${process.version}, ${new Date().toISOString()}`;
  return { line, busyPercent };
}

/** The first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal. */
function readTicks(): { readonly idle: number; readonly all: number } {
  try {
    const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
    const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
    const all = ticks.reduce((total, value) => total + value, 0);
    return { idle: (ticks[3] ?? 0) + (ticks[4] ?? 0), all };
  } catch {
    return { idle: Number.NaN, all: Number.NaN };
  }
}
