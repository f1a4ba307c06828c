import type { IncomingMessage, ServerResponse } from 'node:http';
import { userInfo } from 'node:os';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { checkInput } from '../management/check-input.ts';
import { requireJson } from '../management/read-input.ts';
import { SESSION_IDLE_MS, type BrowserSessions } from './browser-sessions.ts';
import { peerUser } from './peer-user.ts';
import { presentedBearer } from './presented-bearer.ts';

const MAX_BODY_BYTES = 1024;

const exchange = z.strictObject({ code: z.string().min(1).max(128) });

/**
 * `POST /session` exchanges a one-time code for a bearer, `DELETE /session` ends a session. A code stands
 * for a moment in the command line of the browser that is started with it, where other users of the machine
 * may read it; so the program that brings it must be of this user (or root, who needs no code).
 * @throws session_code_invalid, session_other_user, field_invalid
 */
export async function answerSession(
  sessions: BrowserSessions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('cache-control', 'no-store');
  if (request.method === 'DELETE') {
    sessions.end(presentedBearer(request));
    response.writeHead(204).end();
    return;
  }
  if (request.method !== 'POST') {
    throw new AppError('operation_unknown', { method: request.method ?? '', path: '/session' });
  }
  requireOwnUser(request);
  const { code } = checkInput(exchange, await readSmallJson(request));
  const answer = { bearer: sessions.redeem(code), idle_seconds: SESSION_IDLE_MS / 1000 };
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer));
}

function requireOwnUser(request: IncomingMessage): void {
  const user = peerUser(request.socket);
  if (user !== null && user !== 0 && user !== userInfo().uid) {
    throw new AppError('session_other_user');
  }
}

async function readSmallJson(request: IncomingMessage): Promise<unknown> {
  requireJson(request);
  const length = Number(request.headers['content-length']);
  if (!(length <= MAX_BODY_BYTES)) {
    throw new AppError('management_request_too_large', { maxBytes: MAX_BODY_BYTES });
  }
  try {
    return await json(request);
  } catch {
    throw new AppError('body_invalid_json', { position: 0 });
  }
}
