import { jsonByte } from './json-byte.ts';
import type { Member } from './scan-members.ts';

/** What comes before the messages, in the dialects' own names. */
const instructionMembers: ReadonlySet<string> = new Set([
  'system',
  'instructions',
  'systemInstruction',
  'system_instruction',
  'prompt_cache_key',
]);
const messageMembers: ReadonlySet<string> = new Set(['messages', 'input', 'contents', 'prompt']);

/** Enough to tell conversations apart; more would find what clients change later, such as cache marks. */
const PIECE_BYTES = 512;
/** How far a message is looked into for its end. */
const REACH_BYTES = 65_536;
const MAX_MESSAGES = 4;

/**
 * The pieces of a body that stay the same in every request of a conversation: the beginning of its instructions and
 * of its first messages, up to the first that is no instruction. Views of the body, bounded in number and size.
 */
export function readOpening(body: Buffer, members: readonly Member[]): readonly Buffer[] {
  const pieces: Buffer[] = [];
  for (const { name, valueStart, valueEnd } of members) {
    if (instructionMembers.has(name)) pieces.push(piece(body, valueStart, valueEnd));
    else if (messageMembers.has(name)) pieces.push(...firstMessages(body, valueStart, valueEnd));
  }
  return pieces;
}

const piece = (body: Buffer, start: number, end: number): Buffer =>
  body.subarray(start, Math.min(end, start + PIECE_BYTES));

function firstMessages(body: Buffer, start: number, end: number): Buffer[] {
  if (body[start] !== jsonByte.openBracket) return [piece(body, start, end)];
  const reach = Math.min(end, start + REACH_BYTES);
  const messages: Buffer[] = [];
  let at = start + 1;
  while (messages.length < MAX_MESSAGES && at < reach) {
    const open = body.indexOf(jsonByte.openBrace, at);
    if (open === -1 || open >= reach) break;
    at = endOfObject(body, open, reach);
    messages.push(piece(body, open, at));
    if (!isInstruction(body, open, at)) break;
  }
  return messages;
}

/** Inside a string every quote is escaped, so only a member can read like this. */
function isInstruction(body: Buffer, start: number, end: number): boolean {
  return /"role"\s*:\s*"(?:system|developer)"/.test(body.toString('latin1', start, end));
}

/** Behind its closing brace, or `reach` where that is not in sight. */
function endOfObject(body: Buffer, open: number, reach: number): number {
  let depth = 0;
  let isInString = false;
  for (let at = open; at < reach; at += 1) {
    const byte = body[at];
    if (isInString) {
      if (byte === jsonByte.backslash) at += 1;
      else if (byte === jsonByte.quote) isInString = false;
    } else if (byte === jsonByte.quote) isInString = true;
    else if (byte === jsonByte.openBrace) depth += 1;
    else if (byte === jsonByte.closeBrace) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return reach;
}
