import { invalidMultipart } from './invalid-multipart.ts';

/** A line that parts the body: `--boundary`, or `--boundary--` at its end. */
export interface Delimiter {
  /** Its first hyphen; the line break before it belongs to it as well. */
  readonly start: number;
  /** Behind its line break. */
  readonly end: number;
  readonly isLast: boolean;
}

/** A form has some dozen parts. Bounds the work a hostile body can ask for. */
const maxLines = 1000;

/** Letters that make a longer, so another, boundary. A hyphen is not among them: it starts the end mark. */
const longer = /^[0-9A-Za-z'()+_,./:=?]$/;

/**
 * The delimiter lines of a body (RFC 2046, section 5.1.1), the last being the end mark. Boundary text
 * inside a line, or at the start of a longer word, is content. What some parsers take for a delimiter
 * and others do not - a bare line feed, text after the end mark, a missing end - is refused, so that
 * nobody downstream can find other fields than these.
 */
export function findDelimiters(body: Buffer, boundary: string): readonly Delimiter[] {
  const mark = Buffer.from(`\n--${boundary}`);
  const found: Delimiter[] = [];
  let lines = 0;
  const isFirst = body.subarray(0, mark.length - 1).equals(mark.subarray(1));
  let start = isFirst ? 0 : nextLine(body, mark, 0);
  while (start !== -1) {
    lines += 1;
    if (lines > maxLines || found.at(-1)?.isLast === true) invalidMultipart();
    const delimiter = readDelimiter(body, start, start + mark.length - 1);
    if (delimiter !== null) found.push(delimiter);
    start = nextLine(body, mark, delimiter === null ? start : delimiter.end - 1);
  }
  return found.at(-1)?.isLast === true ? found : invalidMultipart();
}

function nextLine(body: Buffer, mark: Buffer, from: number): number {
  const lineFeed = body.indexOf(mark, from);
  return lineFeed === -1 ? -1 : lineFeed + 1;
}

/** Null when the line is content. */
function readDelimiter(body: Buffer, start: number, boundaryEnd: number): Delimiter | null {
  if (longer.test(String.fromCharCode(body[boundaryEnd] ?? 0))) return null;
  const isLast = body.toString('latin1', boundaryEnd, boundaryEnd + 2) === '--';
  const lineEnd = skipPadding(body, isLast ? boundaryEnd + 2 : boundaryEnd);
  const isFollowed = isLineBreak(body, lineEnd);
  const isAtEnd = isLast && lineEnd === body.length;
  const isLine = start === 0 || isLineBreak(body, start - 2);
  if (!isLine || !(isFollowed || isAtEnd)) return invalidMultipart();
  return { start, end: isFollowed ? lineEnd + 2 : lineEnd, isLast };
}

function skipPadding(body: Buffer, from: number): number {
  let at = from;
  while (body[at] === 0x20 || body[at] === 0x09) at += 1;
  return at;
}

const isLineBreak = (body: Buffer, at: number): boolean =>
  body[at] === 0x0d && body[at + 1] === 0x0a;
