/** Reads what Linux says of a process (proc(5)); elsewhere every figure is NaN and the rest still runs. */
import { readFileSync } from 'node:fs';

/** USER_HZ, the unit of times in /proc: 100 on every Linux that Node supports. */
const MS_PER_TICK = 10;

export interface ProcessUsage {
  /** User and system time so far. */
  readonly cpuMs: number;
  readonly rssMb: number;
  /** The most it ever was. */
  readonly peakRssMb: number;
}

/** The sum over the processes and all their children. */
export function usageOf(pids: readonly number[]): ProcessUsage {
  const usages = pids.flatMap(processTree).map(readUsage);
  const sum = (pick: (usage: ProcessUsage) => number): number =>
    usages.reduce((total, usage) => total + pick(usage), 0);
  return {
    cpuMs: sum((usage) => usage.cpuMs),
    rssMb: sum((usage) => usage.rssMb),
    peakRssMb: sum((usage) => usage.peakRssMb),
  };
}

/** The process and all its children. */
export function processTree(pid: number): readonly number[] {
  const children = (readProc(pid, `task/${pid}/children`) ?? '').split(' ').filter(Boolean);
  return [pid, ...children.flatMap((child) => processTree(Number(child)))];
}

function readUsage(pid: number): ProcessUsage {
  const stat = readProc(pid, 'stat') ?? '';
  // The name, in brackets, may hold spaces; user and system time are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = readProc(pid, 'status') ?? '';
  return {
    cpuMs: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK,
    rssMb: statusMb(status, 'VmRSS'),
    peakRssMb: statusMb(status, 'VmHWM'),
  };
}

function statusMb(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
}

function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
}
