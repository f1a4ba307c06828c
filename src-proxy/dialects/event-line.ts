import { parseJson } from './json-members.ts';

/**
 * Lines of an event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html). Every
 * provider writes an event's JSON into one `data` line, so the line is the unit to read.
 */

const lineFeed = 0x0a;
const openBrace = 0x7b;
const dataPrefix = Buffer.from('data:');
const doneLine = /^data: ?\[DONE\]\s*$/;
const longestDoneLine = 32;

export function isDataLine(line: Buffer): boolean {
  return line.subarray(0, dataPrefix.length).equals(dataPrefix);
}

/** The JSON of a `data` line, or of an object standing alone; undefined for anything else. */
export function eventOf(line: Buffer): unknown {
  if (line[0] === openBrace) return parseJson(line.toString('utf8'));
  return isDataLine(line) ? parseJson(line.toString('utf8', dataPrefix.length)) : undefined;
}

/** Whether this is the line that ends OpenAI's chat streams. */
export function isDoneLine(line: Buffer): boolean {
  return line.length <= longestDoneLine && doneLine.test(line.toString('latin1'));
}

/** The first `data` line of a block; null when it has none. */
export function firstDataLine(block: Buffer): Buffer | null {
  for (let start = 0; start < block.length;) {
    const end = block.indexOf(lineFeed, start) + 1 || block.length;
    const line = block.subarray(start, end);
    if (isDataLine(line)) return line;
    start = end;
  }
  return null;
}

/** Whether a line that was never ended is an event nevertheless: some providers leave out the last line end. */
export function isEvent(rest: Buffer): boolean {
  return isDoneLine(rest) || eventOf(rest) !== undefined;
}
