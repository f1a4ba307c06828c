import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { latchportCli } from './latchport-cli.ts';
import { rawRequest, type RawClient } from './raw-client.ts';
import { rawAnswer, rawChunk, startRawUpstream, type RawUpstream } from './raw-upstream.ts';
import { socketClient } from './socket-client.ts';

/** The built engine as a process of its own, so that its memory is its own too. */
export interface MeasuredEngine {
  readonly port: number;
  /** How the provider answers calls but for the small ones of `serves`. */
  readonly answerWith: RawUpstream['answerWith'];
  readonly authorization: string;
  /** The most memory it ever had, in MiB, beyond what it had when it was ready. */
  readonly grownMib: () => number;
  /** A small call, as any other client makes meanwhile. */
  readonly serves: () => Promise<boolean>;
}

export async function startMeasuredEngine(...words: readonly string[]): Promise<MeasuredEngine> {
  const upstream = await startRawUpstream(['m1']);
  onTestFinished(() => upstream.close());
  const cli = await latchportCli();
  const { base, child } = await cli.serve(...words);
  const management = socketClient(cli.home);
  await management.call('connections.add', {
    provider: 'openai',
    label: 'server',
    provider_key: 'sk-server-0123456789',
    base_url: `${upstream.origin}/v1`,
    validate_before_save: false,
  });
  const { key } = await management.call('virtual_keys.create', { label: 'app' });
  const port = Number(new URL(base).port);
  const authorization = `Bearer ${key}`;
  const serves = async (): Promise<boolean> => {
    const headers = { authorization };
    const answer = await fetch(`${base}/v1/embeddings`, {
      method: 'POST',
      headers,
      body: '{"model":"m1"}',
    });
    await answer.arrayBuffer();
    return answer.status === 200;
  };
  const answerWith: RawUpstream['answerWith'] = (answer) =>
    upstream.answerWith((request, socket) =>
      request.line.includes('/embeddings')
        ? socket.write(rawAnswer('{}'))
        : answer(request, socket),
    );
  answerWith(() => undefined);
  await serves();
  const ready = memoryMib(child.pid, 'VmRSS');
  return {
    port,
    answerWith,
    authorization,
    grownMib: () => memoryMib(child.pid, 'VmHWM') - ready,
    serves,
  };
}

/** From /proc/<pid>/status (proc_pid_status(5)). */
function memoryMib(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(String.raw`^${field}:\s+(\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
}

export const headFor = (
  { port, authorization }: MeasuredEngine,
  ...more: readonly string[]
): string =>
  [
    'POST /v1/chat/completions HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    `authorization: ${authorization}`,
    ...more,
    '',
    '',
  ].join('\r\n');

/** Writes the same bytes again and again, as fast as they are taken, until `times` or the end; resolves with how often. */
export async function pour(socket: Socket, bytes: Buffer, times: number): Promise<number> {
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  for (let count = 0; count < times; count += 1) {
    if (socket.destroyed) return count;
    if (!socket.write(bytes)) {
      // oxlint-disable-next-line no-await-in-loop
      await Promise.race([
        ended,
        new Promise<void>((resolve) => socket.once('drain', () => resolve())),
      ]);
    }
  }
  return times;
}

/** Streams an answer whose first event never ends. */
export function pourAnswer(
  { answerWith }: MeasuredEngine,
  begin: string,
  bytes: Buffer,
  times: number,
): void {
  answerWith(async (_request, socket) => {
    socket.write(begin);
    await pour(socket, rawChunk(bytes), times);
    socket.write(rawChunk(''));
  });
}

export async function drain(client: RawClient): Promise<number> {
  let size = 0;
  client.socket.removeAllListeners('data');
  client.socket.on('data', (chunk) => (size += chunk.length));
  await client.closed;
  return size;
}

export const isOver = ({ socket }: RawClient): boolean => socket.destroyed || socket.readableEnded;

export const callWith = (engine: MeasuredEngine, body: string): Buffer =>
  rawRequest(
    'POST /v1/chat/completions',
    [
      ['host', `127.0.0.1:${engine.port}`],
      ['authorization', engine.authorization],
    ],
    body,
  );
