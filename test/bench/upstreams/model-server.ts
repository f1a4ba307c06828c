/**
 * A model server; a process of its own. It answers small calls at once and streams at a steady pace:
 * each stream keeps its own beat from the moment it was asked, so streams do not tick together.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { listenOnLoopback } from '../listen-on-loopback.ts';
import { COMPLETION, MODEL_LIST } from './chat-call.ts';
import { STREAM_END, STREAM_USAGE, stampedChunk } from './stamped-chunk.ts';

const CHUNK_INTERVAL_MS = 20;

const chatCall = z.object({
  max_tokens: z.int(),
  stream: z.boolean().optional(),
  stream_options: z.object({ include_usage: z.boolean() }).optional(),
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    answerJson(response, MODEL_LIST);
    return;
  }
  const call = chatCall.parse(JSON.parse(await text(request)));
  if (call.stream !== true) {
    answerJson(response, COMPLETION);
    return;
  }
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  pace(response, call);
}

function answerJson(response: ServerResponse, body: string): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

function pace(response: ServerResponse, call: z.infer<typeof chatCall>): void {
  const startedAt = performance.now();
  let sent = 0;
  const next = (): void => {
    if (response.destroyed) return;
    response.write(stampedChunk());
    sent += 1;
    if (sent < call.max_tokens) {
      const dueAt = startedAt + sent * CHUNK_INTERVAL_MS;
      setTimeout(next, Math.max(0, dueAt - performance.now()));
      return;
    }
    if (call.stream_options?.include_usage === true) response.write(STREAM_USAGE);
    response.end(STREAM_END);
  };
  next();
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
server.keepAliveTimeout = 600_000;
listenOnLoopback(server);
