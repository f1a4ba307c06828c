/**
 * Latency without any load: one keep-alive connection, one call at a time. Calls to the target and to
 * the upstream itself alternate, so that the same moments of the machine are in both and only the
 * difference is the target's. A socket written and read by hand, because a client library's own time
 * and its jitter are of the order of what is measured.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { inTurn } from '../../support/in-turn.ts';
import type { RunningTarget } from '../targets/target.ts';
import { SMALL_CALL_BODY } from '../upstreams/chat-call.ts';
import { percentile } from './percentile.ts';
import { requestBytes } from './request-bytes.ts';

const WARM_UP_CALLS = 300;
const CALL_PATIENCE_MS = 10_000;

export interface LatencyFigures {
  readonly calls: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Less the upstream's own p50 and p99. */
  readonly addedP50Ms: number;
  readonly addedP99Ms: number;
}

export async function measureOneConnection(
  direct: RunningTarget,
  target: RunningTarget,
  calls: number,
): Promise<LatencyFigures> {
  const callers = [await openCaller(direct), await openCaller(target)] as const;
  try {
    const times: readonly [number[], number[]] = [[], []];
    await inTurn(Array.from({ length: WARM_UP_CALLS + calls }).keys(), async (index) => {
      await inTurn(index % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const), async (which) => {
        const ms = await callers[which].call();
        if (index >= WARM_UP_CALLS) times[which].push(ms);
      });
    });
    const [ofDirect = [], ofTarget = []] = times.map((list) => list.toSorted((a, b) => a - b));
    return {
      calls,
      p50Ms: percentile(ofTarget, 50),
      p99Ms: percentile(ofTarget, 99),
      addedP50Ms: percentile(ofTarget, 50) - percentile(ofDirect, 50),
      addedP99Ms: percentile(ofTarget, 99) - percentile(ofDirect, 99),
    };
  } finally {
    for (const caller of callers) caller.close();
  }
}

interface Caller {
  /** @returns milliseconds from writing the request until the last byte of the answer */
  call(): Promise<number>;
  close(): void;
}

async function openCaller(target: RunningTarget): Promise<Caller> {
  const { hostname, port } = new URL(target.baseUrl);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  // Its close is what ends a call.
  socket.on('error', () => socket.destroy());
  const request = requestBytes(target, SMALL_CALL_BODY);
  return {
    call: () => callOnce(socket, request),
    close: () => socket.destroy(),
  };
}

function callOnce(socket: Socket, request: Buffer): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let answer = '';
  const onData = (bytes: Buffer): void => {
    answer += bytes.toString('latin1');
    if (!isWhole(answer)) return;
    const ms = (process.hrtime.bigint() - startedAt) / 1000n;
    if (answer.startsWith('HTTP/1.1 200 ')) resolve(Number(ms) / 1000);
    else reject(new Error(`A call was answered ${answer.slice(0, 200)}`));
  };
  const onClose = (): void => reject(new Error('The connection was closed during a call.'));
  socket.setTimeout(CALL_PATIENCE_MS, () => socket.destroy());
  socket.on('data', onData).once('close', onClose);
  const startedAt = process.hrtime.bigint();
  socket.write(request);
  return promise.finally(() => {
    socket.removeAllListeners('timeout').off('data', onData).off('close', onClose);
  });
}

function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(answer.slice(0, headEnd + 2))?.[1];
  if (length === undefined) return answer.endsWith('\r\n0\r\n\r\n');
  return answer.length >= headEnd + 4 + Number(length);
}
