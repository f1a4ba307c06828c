/**
 * The management API over HTTP, made from the contract. A door decides who may come in (`authorise`,
 * asked before any body is read) and calls the application; nothing here knows one door from another.
 */
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import type Express from 'express';
import type { Request, Response, Router } from 'express';
import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import type { Log } from '../log.ts';
import { answerError, MAX_BODY_BYTES } from './answer-error.ts';
import { contract, isFileName, operationNames, type OperationName } from './contract.ts';
import type { Handlers, OperationContext } from './handlers.ts';
import { describeApi } from './openapi.ts';
import { readInput, requireJson } from './read-input.ts';
import { runOperation, runStream } from './run-operation.ts';

export interface ManagementDoor {
  readonly handlers: Handlers;
  /** Through whom a request comes. Null: it asks for the description of the API. @throws AppError to refuse */
  readonly authorise: (request: IncomingMessage, name: OperationName | null) => Actor;
  /** Ends running streams when aborted. */
  readonly closing: AbortSignal;
  readonly version: string;
  readonly log: Log;
}

/** Express is loaded here, at the first management request, since nobody waits for it at start. */
export async function createManagementApp(door: ManagementDoor): Promise<RequestListener> {
  const { default: express } = await import('express');
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.use((request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    // Express would answer these from the GET routes.
    if (request.method === 'HEAD' || request.method === 'OPTIONS') throw unknownOperation(request);
    next();
  });
  app.use(createRoutes(express, door));
  app.use((request) => {
    throw unknownOperation(request);
  });
  app.use((error: unknown, request: Request, response: Response, _next: () => void) => {
    // A path that is no valid percent-encoding names nothing.
    const named = error instanceof URIError ? unknownOperation(request) : error;
    answerError(named, response, door.log);
  });
  return app;
}

function createRoutes(express: typeof Express, door: ManagementDoor): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const register = {
    GET: router.get.bind(router),
    POST: router.post.bind(router),
    PATCH: router.patch.bind(router),
    DELETE: router.delete.bind(router),
  };
  const readBody = promisify(express.json({ limit: MAX_BODY_BYTES, inflate: false }));
  for (const name of operationNames) {
    const { method, path } = contract[name];
    register[method](toExpressPath(path), async (request, response) => {
      const actor = door.authorise(request, name);
      requireJson(request);
      await readBody(request, response);
      await answer(
        name,
        request,
        response,
        {
          actor,
          signal: AbortSignal.any([goneSignal(response), door.closing]),
        },
        door.handlers,
      );
    });
  }
  router.get('/openapi.json', (request, response) => {
    door.authorise(request, null);
    response.json(describeApi(door.version));
  });
  return router;
}

async function answer(
  name: OperationName,
  request: Request,
  response: Response,
  context: OperationContext,
  handlers: Handlers,
): Promise<void> {
  const input = readInput(contract[name], request);
  if (name === 'events.stream') {
    await answerStream(runStream(handlers, name, input, context), response, context.signal);
    return;
  }
  if (isFileName(name)) {
    const pieces = runStream(handlers, name, input, context);
    await answerFile(pieces, contract[name].mediaType, response, context.signal);
    return;
  }
  const output = await runOperation(handlers, name, input, context);
  if (output === undefined) response.status(204).end();
  else response.json(output);
}

async function answerStream(
  messages: AsyncIterable<unknown>,
  response: Response,
  signal: AbortSignal,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for await (const message of messages) {
    await writeGently(response, `data: ${JSON.stringify(message)}\n\n`, signal);
  }
  response.end();
}

/** The head waits for the first piece, so that what fails before is answered as an error. */
async function answerFile(
  pieces: AsyncIterable<string>,
  mediaType: string,
  response: Response,
  signal: AbortSignal,
): Promise<void> {
  for await (const piece of pieces) {
    if (!response.headersSent) response.writeHead(200, { 'content-type': mediaType });
    await writeGently(response, piece, signal);
    if (signal.aborted) return;
  }
  response.end();
}

/** Waits while the reader is slower than the writer. */
async function writeGently(
  response: ServerResponse,
  text: string,
  signal: AbortSignal,
): Promise<void> {
  if (response.write(text)) return;
  await once(response, 'drain', { signal }).catch(() => undefined);
}

function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

function unknownOperation(request: Request): AppError {
  return new AppError('operation_unknown', { method: request.method, path: request.path });
}

/** `/connections/{connection}` as Express writes it. */
function toExpressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
