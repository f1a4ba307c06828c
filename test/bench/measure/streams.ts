import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { streamedCallBody } from '../upstreams/chat-call.ts';
import { monotonicMicros, readStamps } from '../upstreams/stamped-chunk.ts';
import type { RunningTarget } from '../targets/target.ts';
import { requestBytes } from './request-bytes.ts';
import { median, percentile } from './percentile.ts';
import { usageOf } from './process-usage.ts';

const CHUNKS_PER_SECOND = 50;
/** Streams open one after the other over this time, as users would, and their beats interleave. */
const RAMP_MS = 1000;

export interface StreamFigures {
  readonly expectedChunks: number;
  readonly receivedChunks: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Of the target, for all these chunks; null where no process is measured. */
  readonly cpuMs: number | null;
}

/**
 * Opens `streams` streams at once and notes for each chunk the time from its stamp to its arrival
 * here. Chunks of the first second, while streams still open, are counted and not timed.
 */
export async function measureStreams(
  target: RunningTarget,
  streams: number,
  seconds: number,
): Promise<StreamFigures> {
  const chunks = seconds * CHUNKS_PER_SECOND;
  const request = requestBytes(target, streamedCallBody(chunks));
  const delaysMs: number[] = [];
  const refusals: string[] = [];
  const timedFrom = monotonicMicros() + RAMP_MS * 1000;
  let received = 0;
  const onStamp = (sentMicros: number): void => {
    received += 1;
    if (sentMicros >= timedFrom) delaysMs.push((monotonicMicros() - sentMicros) / 1000);
  };
  const cpuBefore = usageOf(target.pids).cpuMs;
  await Promise.all(
    Array.from({ length: streams }, async (_, index) => {
      await delay((RAMP_MS * index) / streams);
      const head = await readStream(target, request, onStamp, (seconds + 10) * 1000);
      if (!head.startsWith('HTTP/1.1 200 ')) refusals.push(head);
    }),
  );
  const cpuMs = usageOf(target.pids).cpuMs - cpuBefore;
  if (refusals.length > 0) {
    throw new Error(`${refusals.length} of ${streams} streams were refused: ${refusals[0]}`);
  }
  delaysMs.sort((a, b) => a - b);
  return {
    expectedChunks: streams * chunks,
    receivedChunks: received,
    p50Ms: percentile(delaysMs, 50),
    p95Ms: percentile(delaysMs, 95),
    p99Ms: percentile(delaysMs, 99),
    cpuMs: target.pids.length === 0 ? null : cpuMs,
  };
}

/** The rounds of one target as one: counts added up, of each delay the median of the rounds. */
export function combineRounds(rounds: readonly StreamFigures[]): StreamFigures {
  const middle = (pick: (figures: StreamFigures) => number): number => median(rounds.map(pick));
  const total = (pick: (figures: StreamFigures) => number): number =>
    rounds.map(pick).reduce((sum, value) => sum + value, 0);
  return {
    expectedChunks: total((round) => round.expectedChunks),
    receivedChunks: total((round) => round.receivedChunks),
    p50Ms: middle((round) => round.p50Ms),
    p95Ms: middle((round) => round.p95Ms),
    p99Ms: middle((round) => round.p99Ms),
    cpuMs: rounds.every((round) => round.cpuMs !== null)
      ? total((round) => round.cpuMs ?? 0)
      : null,
  };
}

/** @returns the beginning of the answer; empty when none came */
function readStream(
  target: RunningTarget,
  request: Buffer,
  onStamp: (sentMicros: number) => void,
  timeoutMs: number,
): Promise<string> {
  const { hostname, port } = new URL(target.baseUrl);
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let head = '';
  let rest = '';
  socket.setTimeout(timeoutMs, () => socket.destroy());
  socket.on('connect', () => socket.write(request));
  socket.on('data', (bytes: Buffer) => {
    const text = rest + bytes.toString('latin1');
    if (head === '') head = text.slice(0, 1000);
    rest = readStamps(text, onStamp);
    if (text.includes('[DONE]')) socket.destroy();
  });
  // A stream that breaks shows as chunks that never came.
  socket.on('error', () => socket.destroy());
  socket.on('close', () => resolve(head));
  return promise;
}
