import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A request as the upstream got it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

export type Answer = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

export interface FaultUpstream {
  readonly port: number;
  /** Without a path. */
  readonly origin: string;
  readonly seen: SeenRequest[];
  /** Sent on requests in which the client closed before the answer was whole. */
  readonly aborted: SeenRequest[];
  /** From now on every request but the model list is answered so. */
  answerWith(answer: Answer): void;
  /** From now on the model list is answered so; `null`: as it was. */
  answerModelsWith(answer: Answer | null): void;
  /** Nobody listens on its port any more, until `start` is called. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** A provider that misbehaves on order: a real HTTP server on loopback. Lists the models it is given. */
export async function startFaultUpstream(
  models: readonly string[] = ['m1'],
): Promise<FaultUpstream> {
  const seen: SeenRequest[] = [];
  const aborted: SeenRequest[] = [];
  let answer: Answer = answerShortly;
  let modelsAnswer: Answer | null = null;
  const server = createServer((request, response) => {
    void serve(request, response);
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const got = await receive(request);
    if (request.method === 'GET' && /\/models(\?|$)/.test(got.url)) {
      if (modelsAnswer === null) sendJson(response, 200, listOf(got.url, models));
      else await modelsAnswer(got, response);
      return;
    }
    seen.push(got);
    response.once('close', () => {
      if (!response.writableFinished) aborted.push(got);
    });
    await answer(got, response);
  };
  const port = await listen(server, 0);
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    seen,
    aborted,
    answerWith: (next) => {
      answer = next;
    },
    answerModelsWith: (next) => {
      modelsAnswer = next;
    },
    stop,
    start: async () => {
      await listen(server, port);
    },
    close: stop,
  };
}

const answerShortly: Answer = (_request, response) => sendJson(response, 200, chatAnswer());

/** In Google's shape where Google's path asks for it. */
function listOf(url: string, models: readonly string[]): unknown {
  return url.startsWith('/v1beta/')
    ? { models: models.map((id) => ({ name: `models/${id}` })) }
    : { object: 'list', data: models.map((id) => ({ id, object: 'model' })) };
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** A small whole chat answer with usage. */
export function chatAnswer(text = 'hi'): unknown {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'm1',
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
  };
}

/** One event of a chat stream. */
export function chatEvent(content: string, finishReason: string | null = null): string {
  const chunk = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm1',
    choices: [{ index: 0, delta: { content }, finish_reason: finishReason }],
  };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

async function receive(request: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(request, 'end');
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    headers: request.headers,
    rawHeaders: request.rawHeaders,
    body: Buffer.concat(chunks),
  };
}

function listen(server: Server, wanted: number): Promise<number> {
  return new Promise((resolve) => {
    server.listen(wanted, '127.0.0.1', () => resolve(portOf(server)));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
