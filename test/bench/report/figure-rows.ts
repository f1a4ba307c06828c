import type { Figures } from './figures.ts';

/** One line of the table: what it shows, and how to read it of a target. */
interface FigureRow {
  readonly title: string;
  readonly read: (figures: Figures) => string | false | null | undefined;
}

const whole = (value: number | null | undefined): string | undefined =>
  value === null || value === undefined ? undefined : value.toFixed(0);
const tenth = (value: number | null | undefined): string | undefined =>
  value === null || value === undefined ? undefined : value.toFixed(1);
const fine = (value: number | null | undefined): string | undefined =>
  value === null || value === undefined ? undefined : value.toFixed(3);

export const FIGURE_ROWS: readonly FigureRow[] = [
  {
    title: 'small calls, 64 connections: requests/s',
    read: (f) => whole(f.load?.requestsPerSecond),
  },
  { title: '... p50 ms', read: (f) => fine(f.load?.p50Ms) },
  { title: '... p99 ms', read: (f) => fine(f.load?.p99Ms) },
  { title: '... failed calls', read: (f) => whole(f.load?.failures) },
  { title: '... CPU ms per 1,000 requests', read: (f) => tenth(f.load?.cpuMsPerThousand) },
  { title: 'one connection: p50 ms', read: (f) => fine(f.latency?.p50Ms) },
  { title: '... p99 ms', read: (f) => fine(f.latency?.p99Ms) },
  { title: '... added to direct, p50 ms', read: (f) => fine(f.latency?.addedP50Ms) },
  { title: '... added to direct, p99 ms', read: (f) => fine(f.latency?.addedP99Ms) },
  {
    title: 'RSS MB at 100,000 requests',
    read: (f) => whole(f.load?.memory?.rssMbAfterHundredThousand),
  },
  {
    title: '... growth MB per 100,000 after that',
    read: (f) => tenth(f.load?.memory?.growthMbPerHundredThousand),
  },
  {
    title: '... at the end (requests by then)',
    read: ({ load }) =>
      load?.memory && `${load.memory.rssMb.toFixed(0)} (${whole(load.memory.requests)})`,
  },
  { title: '... peak', read: (f) => whole(f.load?.memory?.peakRssMb) },
  { title: 'streams: delay of a chunk, p50 ms', read: (f) => fine(f.streams?.p50Ms) },
  { title: '... p95 ms', read: (f) => fine(f.streams?.p95Ms) },
  { title: '... p99 ms', read: (f) => fine(f.streams?.p99Ms) },
  {
    title: '... chunks received of sent',
    read: ({ streams: s }) => s && `${s.receivedChunks} of ${s.expectedChunks}`,
  },
  {
    title: '... CPU ms per 1,000 chunks',
    read: ({ streams: s }) => s && s.cpuMs !== null && tenth((s.cpuMs / s.receivedChunks) * 1000),
  },
  { title: 'ready, best of 5 ms', read: (f) => whole(f.startUp?.bestMs) },
  { title: '... median of 5 ms', read: (f) => whole(f.startUp?.medianMs) },
];
