import { applySplices } from '../apply-splices.ts';
import { checkModelText } from '../model-text.ts';
import type { Splice } from '../apply-splices.ts';
import type { MultipartCall } from './read-multipart-call.ts';
import type { FormPart } from './scan-parts.ts';

export interface MultipartEdits {
  /** What every `model` field shall say; a form without one gets it. Null leaves models alone. */
  readonly model: string | null;
  /** Takes every `routing` field out. */
  readonly dropsRouting: boolean;
}

/**
 * The form with the edits made and every other byte as it came: one copy, or the same Buffer when
 * nothing had to change. `call` is what `readMultipartCall` read from this very body.
 */
export function spliceMultipart(body: Buffer, call: MultipartCall, edits: MultipartEdits): Buffer {
  const splices: Splice[] = [];
  for (const part of call.parts) {
    if (edits.dropsRouting && part.name === 'routing') {
      splices.push({ start: part.start, end: part.end, text: '' });
    }
  }
  if (edits.model !== null) splices.push(...setModel(body, call, checkModelText(edits.model)));
  return applySplices(body, splices);
}

/** `checkModelText` has let no line break through, so the value cannot end its part. */
function setModel(body: Buffer, call: MultipartCall, model: string): readonly Splice[] {
  const present = call.parts.filter((part) => part.name === 'model');
  if (present.length > 0) return present.flatMap((part) => replaceValue(body, part, model));
  const start = call.parts[0]?.start ?? 0;
  const header = 'Content-Disposition: form-data; name="model"';
  return [{ start, end: start, text: `--${call.boundary}\r\n${header}\r\n\r\n${model}\r\n` }];
}

function replaceValue(body: Buffer, part: FormPart, text: string): readonly Splice[] {
  if (body.toString('utf8', part.valueStart, part.valueEnd) === text) return [];
  const value = { start: part.valueStart, end: part.valueEnd, text };
  if (part.contentLength === null) return [value];
  const { start, end } = part.contentLength;
  const length = {
    start: part.headerStart + start,
    end: part.headerStart + end,
    text: String(Buffer.byteLength(text)),
  };
  return [length, value];
}
