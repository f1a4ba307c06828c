/** The phases of a run, each over all targets, so that what is compared is measured side by side. */
import { inTurn } from '../support/in-turn.ts';
import { measureOneConnection } from './measure/one-connection.ts';
import { measureStartUp } from './measure/start-up.ts';
import { combineRounds, measureStreams, type StreamFigures } from './measure/streams.ts';
import { measureLoad } from './measure/throughput.ts';
import type { Options } from './options.ts';
import type { AllFigures, Figures } from './report/figures.ts';
import type { SystemTool } from './system-tools.ts';
import { TARGETS } from './targets/targets.ts';
import type { RunningTarget, Target, TargetName } from './targets/target.ts';
import { startCompletionUpstream, startModelServer, type Upstream } from './upstreams/upstream.ts';

export interface AllMeasured {
  readonly figures: AllFigures;
  readonly notes: readonly string[];
}

interface Run {
  readonly options: Options;
  readonly missing: ReadonlySet<SystemTool>;
  /** Targets that failed or are missing have left this. */
  readonly targets: Map<TargetName, Target>;
  readonly figures: Map<TargetName, Figures>;
  readonly notes: Set<string>;
}

export async function measureAll(
  options: Options,
  missing: ReadonlySet<SystemTool>,
): Promise<AllMeasured> {
  const names = options.only.filter((name) => name !== 'nginx' || !missing.has('nginx'));
  const run: Run = {
    options,
    missing,
    targets: new Map(names.map((name) => [name, TARGETS[name]])),
    figures: new Map(names.map((name) => [name, {}])),
    notes: new Set(),
  };
  const completions = await startCompletions(run);
  await measureStartUps(run, completions);
  await measureSmallCalls(run, completions);
  await completions.stop();
  const paced = await startModelServer();
  await measureAllStreams(run, paced);
  await paced.stop();
  return { figures: run.figures, notes: [...run.notes] };
}

async function startCompletions({ missing, notes }: Run): Promise<Upstream> {
  if (!missing.has('nginx')) return await startCompletionUpstream();
  notes.add('Without nginx the upstream is a Node server, which limits every throughput.');
  return await startModelServer();
}

async function measureStartUps(run: Run, upstream: Upstream): Promise<void> {
  await inTurn([...run.targets], ([name, target]) =>
    attempt(run, name, async (figures) => {
      say(name, 'starting and stopping');
      const startUp = await measureStartUp(target, upstream);
      if (startUp !== null) figures.startUp = startUp;
    }),
  );
}

async function measureSmallCalls(run: Run, upstream: Upstream): Promise<void> {
  const running = new Map<TargetName, RunningTarget>();
  await inTurn([...run.targets], ([name, target]) =>
    attempt(run, name, async () => {
      running.set(name, await target.start(upstream));
    }),
  );
  for (const { notes } of running.values()) for (const note of notes) run.notes.add(note);
  if (!run.missing.has('wrk')) {
    const loads = await measureLoad(running, run.options.load, {
      onRound: (name, result) => {
        say(name, `${(result.requests / result.seconds).toFixed(0)} requests/s`);
      },
      onFailure: (name, error) => leaveOut(run, name, error),
    });
    for (const [name, load] of loads) figuresOf(run, name).load = load;
  }
  const direct = running.get('direct');
  await inTurn([...running], ([name, target]) =>
    attempt(run, name, async (figures) => {
      if (direct === undefined) return;
      say(name, 'one connection');
      figures.latency = await measureOneConnection(direct, target, run.options.oneConnectionCalls);
    }),
  );
  await Promise.all([...running.values()].map((target) => target.stop()));
}

async function measureAllStreams(run: Run, upstream: Upstream): Promise<void> {
  const { streams, streamRounds, streamSeconds } = run.options;
  const rounds = new Map<TargetName, StreamFigures[]>();
  await inTurn(Array.from({ length: streamRounds }), () =>
    inTurn([...run.targets], ([name, target]) =>
      attempt(run, name, async (figures) => {
        say(name, `${streams} streams`);
        const running = await target.start(upstream);
        try {
          const done = rounds.get(name) ?? [];
          rounds.set(name, done);
          done.push(await measureStreams(running, streams, streamSeconds));
          figures.streams = combineRounds(done);
        } finally {
          await running.stop();
        }
      }),
    ),
  );
}

/** A target that fails loses this figure and the later ones, and the report says why. */
async function attempt(
  run: Run,
  name: TargetName,
  work: (figures: Figures) => Promise<void>,
): Promise<void> {
  try {
    await work(figuresOf(run, name));
  } catch (error) {
    leaveOut(run, name, error);
  }
}

function leaveOut(run: Run, name: TargetName, error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  const why = text.replaceAll(/\s+/g, ' ').slice(0, 300);
  run.targets.delete(name);
  run.notes.add(`${name}: ${why}`);
  say(name, why);
}

function figuresOf({ figures }: Run, name: TargetName): Figures {
  const known = figures.get(name) ?? {};
  figures.set(name, known);
  return known;
}

function say(name: TargetName, what: string): void {
  console.log(`${name.padEnd(10)} ${what}`);
}
