import { findDelimiters } from './find-delimiters.ts';
import { invalidMultipart } from './invalid-multipart.ts';
import { readPartHeader } from './read-part-header.ts';
import type { PartHeader } from './read-part-header.ts';

/** One field of a form. Offsets count bytes from the start of the body; ends are exclusive. */
export interface FormPart extends PartHeader {
  /** The first hyphen of its delimiter. */
  readonly start: number;
  /** The first hyphen of the next delimiter. */
  readonly end: number;
  readonly headerStart: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

const maxHeaderBytes = 16_384;
const blankLine = Buffer.from('\r\n\r\n');

/** The fields of a multipart/form-data body (RFC 7578), in order, files and duplicates included. */
export function scanParts(body: Buffer, boundary: string): readonly FormPart[] {
  const delimiters = findDelimiters(body, boundary);
  return delimiters.slice(0, -1).map((delimiter, index) => {
    const end = delimiters[index + 1]?.start ?? body.length;
    return readPart(body, delimiter.start, delimiter.end, end);
  });
}

function readPart(body: Buffer, start: number, headerStart: number, end: number): FormPart {
  const valueEnd = Math.max(end - 2, headerStart);
  const head = body.subarray(headerStart, Math.min(valueEnd, headerStart + maxHeaderBytes));
  const headerLength = head.indexOf(blankLine);
  if (headerLength === -1) return invalidMultipart();
  const header = readPartHeader(head.toString('latin1', 0, headerLength));
  const valueStart = headerStart + headerLength + blankLine.length;
  return { ...header, start, end, headerStart, valueStart, valueEnd };
}
