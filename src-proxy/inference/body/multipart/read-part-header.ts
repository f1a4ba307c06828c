import { invalidMultipart } from './invalid-multipart.ts';
import { readDisposition } from './read-disposition.ts';

export interface PartHeader {
  readonly name: string;
  /** Whether the value can be read as it stands: neither a file nor transfer-encoded. */
  readonly isPlain: boolean;
  /** The digits of the part's Content-Length, which some clients send, as offsets in the header. */
  readonly contentLength: { readonly start: number; readonly end: number } | null;
}

interface Line {
  readonly value: string;
  /** Where the value stands in the header. */
  readonly start: number;
}

// oxlint-disable-next-line no-control-regex
const lineText = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\u0000-\u0008\u000a-\u001f\u007f]*)$/;

const plainEncoding = /^(?:7bit|8bit|binary)$/i;

/** Reads the header lines of a part, given in latin1 so that characters count as bytes. */
export function readPartHeader(text: string): PartHeader {
  const lines = readLines(text);
  const disposition = lines.get('content-disposition') ?? invalidMultipart();
  const { name, isFile } = readDisposition(disposition.value.trim());
  const encoding = lines.get('content-transfer-encoding')?.value.trim();
  const isEncoded = encoding !== undefined && !plainEncoding.test(encoding);
  const length = lines.get('content-length');
  return {
    name,
    isPlain: !isFile && !isEncoded,
    contentLength: length === undefined ? null : trimmedSpan(length),
  };
}

/** By lower-case name. Folded lines and repeated names are refused: parsers read them differently. */
function readLines(text: string): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  let at = 0;
  for (const line of text.split('\r\n')) {
    const [, name = '', value = ''] = lineText.exec(line) ?? invalidMultipart();
    if (lines.has(name.toLowerCase())) invalidMultipart();
    lines.set(name.toLowerCase(), { value, start: at + name.length + 1 });
    at += line.length + 2;
  }
  return lines;
}

function trimmedSpan({ value, start }: Line): { readonly start: number; readonly end: number } {
  const before = value.length - value.trimStart().length;
  return { start: start + before, end: start + before + value.trim().length };
}
