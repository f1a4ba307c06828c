/** The goals of the project's design for performance, and whether this run met them. */
import type { AllFigures, Figures } from './figures.ts';

export interface GoalResult {
  readonly goal: string;
  readonly measured: string;
  /** Null when this run cannot say. */
  readonly isMet: boolean | null;
}

/** RSS that still counts as flat: less than a leak of 50 bytes a request would add. */
const FLAT_MB_PER_HUNDRED_THOUSAND = 5;

const NOT_MEASURED = { measured: 'not measured', isMet: null } as const;

/** `pageScriptKb`: script of the first screen, gzipped; null when the page is not built. */
export function judgeGoals(all: AllFigures, pageScriptKb: number | null): readonly GoalResult[] {
  const of = (name: 'direct' | 'bare' | 'portkey' | 'latchport'): Figures => all.get(name) ?? {};
  const own = of('latchport');
  return [
    ratioGoal('throughput >= 0.75 x bare forwarder', own, of('bare'), 0.75),
    ratioGoal('throughput >= 8 x portkey', own, of('portkey'), 8),
    limitGoal('added latency p50 <= 0.2 ms', own.latency?.addedP50Ms, 0.2, 'ms'),
    limitGoal('added latency p99 <= 1 ms', own.latency?.addedP99Ms, 1, 'ms'),
    streamGoal(of('direct'), of('bare'), own),
    limitGoal('first screen of the page <= 200 KB of script, gzipped', pageScriptKb, 200, 'KB'),
    limitGoal(
      'RSS after 100,000 requests <= 130 MB',
      own.load?.memory?.rssMbAfterHundredThousand,
      130,
      'MB',
    ),
    limitGoal(
      `RSS flat after that: grows <= ${FLAT_MB_PER_HUNDRED_THOUSAND} MB per 100,000 requests`,
      own.load?.memory?.growthMbPerHundredThousand,
      FLAT_MB_PER_HUNDRED_THOUSAND,
      'MB',
    ),
    limitGoal('ready <= 400 ms after start (median)', own.startUp?.medianMs, 400, 'ms'),
  ];
}

function ratioGoal(goal: string, own: Figures, other: Figures, wanted: number): GoalResult {
  if (own.load === undefined || other.load === undefined) return { goal, ...NOT_MEASURED };
  const ratio = own.load.requestsPerSecond / other.load.requestsPerSecond;
  const failed = own.load.failures > 0 ? `, ${own.load.failures} calls failed` : '';
  return {
    goal,
    measured: `${ratio.toFixed(2)} x${failed}`,
    isMet: ratio >= wanted && own.load.failures === 0,
  };
}

function limitGoal(
  goal: string,
  value: number | null | undefined,
  limit: number,
  unit: string,
): GoalResult {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return { goal, ...NOT_MEASURED };
  }
  return {
    goal,
    measured: `${value.toFixed(unit === 'ms' ? 3 : 1)} ${unit}`,
    isMet: value <= limit,
  };
}

function streamGoal(direct: Figures, bare: Figures, own: Figures): GoalResult {
  const goal = 'stream p95 added delay <= 1 ms, or <= 1.5 x the bare forwarder';
  if (direct.streams === undefined || own.streams === undefined) return { goal, ...NOT_MEASURED };
  const lost = own.streams.expectedChunks - own.streams.receivedChunks;
  if (lost !== 0) return { goal, measured: `${lost} chunks lost`, isMet: false };
  const added = own.streams.p95Ms - direct.streams.p95Ms;
  if (bare.streams === undefined) {
    const isMet = added <= 1 ? true : null;
    return { goal, measured: `${added.toFixed(3)} ms, bare not measured`, isMet };
  }
  const addedByBare = bare.streams.p95Ms - direct.streams.p95Ms;
  return {
    goal,
    measured: `${added.toFixed(3)} ms, bare ${addedByBare.toFixed(3)} ms`,
    isMet: added <= 1 || added <= 1.5 * addedByBare,
  };
}
