import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';

/** Where clients say which session a request belongs to: Claude Code, Codex, and what others agree on. */
const sessionHeaders = [
  'x-claude-code-session-id',
  'session_id',
  'session-id',
  'x-session-id',
  'conversation_id',
] as const;

const MAX_SESSION_LENGTH = 512;

/**
 * Names the conversation a request belongs to: by the session the client tells, else by how the conversation opens.
 * A digest together with the virtual key: nothing of the content can be read from it, and no key's sessions
 * meet another's. Null: there is nothing to go by.
 */
export function conversationName(
  caller: Pick<VirtualKey, 'id'>,
  headers: IncomingHttpHeaders,
  opening: () => readonly Buffer[],
): string | null {
  const session = sessionOf(headers);
  const pieces = session === null ? opening() : [session];
  if (pieces.length === 0) return null;
  const digest = createHash('sha256').update(caller.id);
  for (const piece of pieces) digest.update('\n').update(piece);
  return digest.digest('base64url');
}

function sessionOf(headers: IncomingHttpHeaders): string | null {
  for (const name of sessionHeaders) {
    const value = headers[name];
    if (typeof value === 'string' && value !== '') return value.slice(0, MAX_SESSION_LENGTH);
  }
  return null;
}
