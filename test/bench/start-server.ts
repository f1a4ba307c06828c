import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnTracked, stopProcess, type Command } from './child-processes.ts';

const READY_PATIENCE_MS = 15_000;
const POLL_MS = 2;

export interface StartedServer {
  readonly origin: string;
  readonly pid: number;
  /** From spawn until ready. */
  readonly readyMs: number;
  readonly stop: () => Promise<void>;
}

/** For servers that say where they listen: ready when the line `... listening on <origin>` comes. */
export function startTalkingServer(command: Command): Promise<StartedServer> {
  return start(command, (child) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
      const origin = /listening on (http:\/\/[\d.]+:\d+)\n/.exec(said)?.[1];
      if (origin !== undefined) resolve(origin);
    });
    return promise;
  });
}

/** For servers told their port: ready when it accepts a connection. */
export function startSilentServer(command: Command, port: number): Promise<StartedServer> {
  return start(command, async (child) => {
    child.stdout?.resume();
    await acceptsConnections(port, child);
    return `http://127.0.0.1:${port}`;
  });
}

async function start(
  command: Command,
  untilReady: (child: ChildProcess) => Promise<string>,
): Promise<StartedServer> {
  const startedAt = performance.now();
  const child = spawnTracked(command);
  const givenUp = new AbortController();
  const failed = Promise.race([
    once(child, 'exit', { signal: givenUp.signal }).then(() => 'it ended'),
    once(child, 'error', { signal: givenUp.signal }).then(([error]) => String(error)),
    delay(READY_PATIENCE_MS, `nothing within ${READY_PATIENCE_MS / 1000} s`, {
      signal: givenUp.signal,
    }),
  ]).then((why) => {
    throw new Error(`${command.file} did not start: ${why}. ${child.errors.join('').trim()}`);
  });
  try {
    const origin = await Promise.race([untilReady(child), failed]);
    const readyMs = performance.now() - startedAt;
    return { origin, pid: child.pid ?? -1, readyMs, stop: () => stopProcess(child) };
  } catch (error) {
    await stopProcess(child);
    throw error;
  } finally {
    failed.catch(() => {});
    givenUp.abort();
  }
}

async function acceptsConnections(port: number, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || (await tryConnect(port))) return;
  await delay(POLL_MS);
  await acceptsConnections(port, child);
}

function tryConnect(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host: '127.0.0.1', port });
  socket.on('connect', () => resolve(true));
  socket.on('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port given');
  return address.port;
}
