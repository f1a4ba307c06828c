import { inTurn } from '../../support/in-turn.ts';
import type { RunningTarget } from '../targets/target.ts';
import { MemorySeries } from './memory-series.ts';
import { median } from './percentile.ts';
import { usageOf } from './process-usage.ts';
import { runWrk, type WrkResult } from './wrk.ts';

const CONNECTIONS = 64;
/** After which the memory goal is read. */
const MEMORY_REQUESTS = 100_000;

export interface LoadPlan {
  readonly warmUpSeconds: number;
  readonly rounds: number;
  readonly roundSeconds: number;
  /** Requests a target gets in all, to judge its memory, or as many of them as it serves in the time allowed. */
  readonly memoryRequests: number;
  readonly maxMemorySeconds: number;
}

export interface LoadFigures {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failures: number;
  /** Null where no process is measured. */
  readonly cpuMsPerThousand: number | null;
  readonly memory: MemoryFigures | null;
}

interface MemoryFigures {
  readonly requests: number;
  readonly rssMb: number;
  readonly peakRssMb: number;
  /** Null when the run was too short to say. */
  readonly rssMbAfterHundredThousand: number | null;
  readonly growthMbPerHundredThousand: number | null;
}

export interface LoadListener<Name> {
  onRound(name: Name, result: WrkResult): void;
  /** The target answered nothing; it is left out from here on. */
  onFailure(name: Name, error: unknown): void;
}

interface Load<Name> {
  readonly name: Name;
  readonly target: RunningTarget;
  readonly series: MemorySeries;
  readonly rounds: WrkResult[];
  cpuMs: number;
  hasFailed: boolean;
}

/**
 * Loads every target in turn, round after round, so that a busy moment of the machine does not hit
 * one target alone. A figure is the median of its rounds.
 */
export async function measureLoad<Name>(
  targets: ReadonlyMap<Name, RunningTarget>,
  plan: LoadPlan,
  listener: LoadListener<Name>,
): Promise<ReadonlyMap<Name, LoadFigures>> {
  const loads = [...targets].map(([name, target]): Load<Name> => ({
    name,
    target,
    series: new MemorySeries(target.pids),
    rounds: [],
    cpuMs: 0,
    hasFailed: false,
  }));
  const eachInTurn = (work: (load: Load<Name>) => Promise<void>): Promise<void> =>
    inTurn(loads, async (load) => {
      if (load.hasFailed) return;
      try {
        await work(load);
      } catch (error) {
        load.hasFailed = true;
        listener.onFailure(load.name, error);
      }
    });
  await eachInTurn(async (load) => void (await runLoad(load, plan.warmUpSeconds)));
  await inTurn(Array.from({ length: plan.rounds }), () =>
    eachInTurn(async (load) => {
      const cpuBefore = usageOf(load.target.pids).cpuMs;
      const result = await runLoad(load, plan.roundSeconds);
      load.cpuMs += usageOf(load.target.pids).cpuMs - cpuBefore;
      load.rounds.push(result);
      listener.onRound(load.name, result);
    }),
  );
  await eachInTurn(async (load) => {
    const seconds = secondsShortOf(load, plan.memoryRequests);
    if (seconds > 0) await runLoad(load, Math.min(seconds, plan.maxMemorySeconds));
  });
  const whole = loads.filter((load) => !load.hasFailed);
  return new Map(whole.map((load) => [load.name, loadFigures(load)]));
}

function runLoad<Name>({ target, series }: Load<Name>, seconds: number): Promise<WrkResult> {
  return series.watch(() => runWrk(target, CONNECTIONS, seconds));
}

function secondsShortOf<Name>({ target, series, rounds }: Load<Name>, requests: number): number {
  if (target.pids.length === 0) return 0;
  const perSecond = median(rounds.map((round) => round.requests / round.seconds));
  return Math.ceil((requests - series.requests) / perSecond);
}

function loadFigures<Name>({ target, series, rounds, cpuMs }: Load<Name>): LoadFigures {
  const hasProcess = target.pids.length > 0;
  const requests = rounds.reduce((total, round) => total + round.requests, 0);
  return {
    requestsPerSecond: median(rounds.map((round) => round.requests / round.seconds)),
    p50Ms: median(rounds.map((round) => round.p50Ms)),
    p99Ms: median(rounds.map((round) => round.p99Ms)),
    failures: rounds.reduce((total, round) => total + round.failures, 0),
    cpuMsPerThousand: hasProcess ? (cpuMs / requests) * 1000 : null,
    memory: hasProcess ? memoryFigures(target, series) : null,
  };
}

function memoryFigures(target: RunningTarget, series: MemorySeries): MemoryFigures {
  const { rssMb, peakRssMb } = usageOf(target.pids);
  return {
    requests: series.requests,
    rssMb,
    peakRssMb,
    rssMbAfterHundredThousand: series.rssMbAfter(MEMORY_REQUESTS),
    growthMbPerHundredThousand: series.growthMbAfter(MEMORY_REQUESTS),
  };
}
