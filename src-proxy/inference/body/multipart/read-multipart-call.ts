import { AppError } from '../../../errors.ts';
import { checkModelText } from '../model-text.ts';
import { readRouting } from '../read-routing.ts';
import { readBoundary } from './read-boundary.ts';
import { scanParts } from './scan-parts.ts';
import type { BodyCall } from '../body-call.ts';
import type { Routing } from '../read-routing.ts';
import type { FormPart } from './scan-parts.ts';

/** A form as audio transcription, translation and image edits send it. */
export interface MultipartCall extends BodyCall {
  readonly boundary: string;
  /** For `spliceMultipart`. */
  readonly parts: readonly FormPart[];
}

/** What servers take for a boolean in a form. */
const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
  ['', false],
]);

/** Longer than any value read here, a model id of four-byte characters included. */
const maxTextBytes = 2048;

/**
 * Reads the fields the proxy must know. Of duplicates the last wins; `spliceMultipart` changes them all.
 * @throws body_invalid_multipart, body_invalid_member
 */
export function readMultipartCall(body: Buffer, contentType: string): MultipartCall {
  const boundary = readBoundary(contentType);
  const parts = scanParts(body, boundary);
  let model: string | null = null;
  let stream = false;
  let routing: Routing | null = null;
  let answerCount = 1;
  for (const part of parts) {
    if (part.name === 'model') model = readModel(body, part);
    else if (part.name === 'stream') stream = readBoolean(body, part);
    else if (part.name === 'routing') routing = readRoutingField(body, part);
    else if (part.name === 'n') answerCount = Math.max(answerCount, readNumber(body, part));
    else if (/^routing[[.]/.test(part.name)) throw invalidField('routing', 'one JSON text');
  }
  const unread = { outputCap: null, hasStreamOptionsUsage: false };
  return { ...unread, model, stream, routing, answerCount, boundary, parts };
}

function readModel(body: Buffer, part: FormPart): string | null {
  const text = readText(body, part);
  return text === '' ? null : checkModelText(text);
}

function readBoolean(body: Buffer, part: FormPart): boolean {
  const value = booleans.get(readText(body, part).toLowerCase());
  if (value === undefined) throw invalidField(part.name, 'true or false');
  return value;
}

function readNumber(body: Buffer, part: FormPart): number {
  const value = Number(readText(body, part));
  if (!Number.isFinite(value)) throw invalidField(part.name, 'a number');
  return value;
}

function readRoutingField(body: Buffer, part: FormPart): Routing | null {
  if (!part.isPlain) throw invalidField(part.name, 'a plain form field');
  return readRouting(body, part.valueStart, part.valueEnd);
}

function readText(body: Buffer, part: FormPart): string {
  if (!part.isPlain || part.valueEnd - part.valueStart > maxTextBytes) {
    throw invalidField(part.name, `a plain form field of at most ${maxTextBytes} bytes`);
  }
  return body.toString('utf8', part.valueStart, part.valueEnd);
}

const invalidField = (member: string, expected: string): AppError =>
  new AppError('body_invalid_member', { member, expected });
