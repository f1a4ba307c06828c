import { findMember, needleOf, objectStart } from './find-member.ts';
import { HeldBytes, maxHeldBytes } from './held-bytes.ts';
import { isJsonObject, member, parseJson } from './json-members.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const usageNeedle = needleOf('usage');

/** Changes a stream chunk by chunk. */
export interface ChunkTransformer {
  /** What may be sent now; null where that is nothing yet. */
  push(chunk: Buffer): Buffer | null;
  /** What is left when the stream has ended. */
  end(): Buffer | null;
}

/**
 * Takes out of a chat stream the one event that `stream_options.include_usage` adds: an empty
 * `choices` and a `usage` object. For clients that did not ask for it, where we did. Every other byte
 * passes as it came; the other events' `"usage":null`, which the option adds too, stays, since
 * clients that did not ask for it look past it and cutting it out would change every event.
 *
 * Only an event that has not ended is held back, and past `maxHeldBytes` not even that: it cannot be
 * the small one looked for. Events end with an empty line, after LF or CR LF. The lone CR of the SSE
 * grammar, which no provider sends, switches this off rather than hold a stream back.
 */
export function dropUsageEvent(): ChunkTransformer {
  return new UsageEventDropper();
}

class UsageEventDropper implements ChunkTransformer {
  readonly #held = new HeldBytes();
  /** The last two bytes of the event that has begun, to see it end in the next chunk. */
  #before: Buffer = Buffer.alloc(0);
  #isLettingGo = false;
  #isOff = false;

  push(chunk: Buffer): Buffer | null {
    if (!this.#isOff && hasLoneReturn(this.#before, chunk)) return this.#switchOff(chunk);
    if (this.#isOff || (this.#before.length === 0 && isPlain(chunk))) return chunk;
    const out: Buffer[] = [];
    const start = this.#before.length === 0 ? 0 : this.#finish(chunk, out);
    const end = Math.max(start, lastEventEnd(chunk));
    if (end > start) withoutUsageEvent(chunk.subarray(start, end), out);
    if (end < chunk.length) this.#hold(chunk.subarray(end), out);
    return joined(out);
  }

  end(): Buffer | null {
    const out: Buffer[] = [];
    withoutUsageEvent(this.#release(), out);
    return joined(out);
  }

  /** Ends the event that has begun, if this chunk does; returns how much of the chunk is dealt with. */
  #finish(chunk: Buffer, out: Buffer[]): number {
    const end = eventEnd(chunk, 0, this.#before);
    if (end === -1) {
      this.#hold(chunk, out);
      return chunk.length;
    }
    this.#hold(chunk.subarray(0, end), out);
    withoutUsageEvent(this.#release(), out);
    return end;
  }

  #hold(bytes: Buffer, out: Buffer[]): void {
    const before = Buffer.concat([this.#before, bytes.subarray(-2)]).subarray(-2);
    if (!this.#isLettingGo && this.#held.length + bytes.length > maxHeldBytes) {
      out.push(this.#release());
      this.#isLettingGo = true;
    }
    if (this.#isLettingGo) out.push(bytes);
    else this.#held.append(bytes);
    this.#before = before;
  }

  #release(): Buffer {
    this.#before = Buffer.alloc(0);
    this.#isLettingGo = false;
    return Buffer.from(this.#held.take().bytes);
  }

  #switchOff(chunk: Buffer): Buffer {
    this.#isOff = true;
    return Buffer.concat([this.#release(), chunk]);
  }
}

/** Whether these are whole events none of which has a usage object: nearly every chunk. */
function isPlain(chunk: Buffer): boolean {
  const isWhole = chunk.length > 0 && lastEventEnd(chunk) === chunk.length;
  return isWhole && findMember(chunk, usageNeedle, objectStart) === -1;
}

/** Adds whole events to `out`, all but the usage event. Empty lines ahead of it belong to no event. */
function withoutUsageEvent(events: Buffer, out: Buffer[]): void {
  let kept = 0;
  let at = findMember(events, usageNeedle, objectStart);
  while (at !== -1) {
    const start = lastEventEnd(events.subarray(0, at));
    const found = eventEnd(events, at);
    const end = found === -1 ? events.length : found;
    const event = events.subarray(start, end);
    if (isUsageEvent(event)) {
      out.push(events.subarray(kept, start + emptyLines(event)));
      kept = end;
    }
    at = findMember(events, usageNeedle, objectStart, end);
  }
  out.push(kept === 0 ? events : events.subarray(kept));
}

function isUsageEvent(event: Buffer): boolean {
  if (event.length > maxHeldBytes) return false;
  const data = event
    .toString('utf8')
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length));
  const chunk = parseJson(data.join('\n'));
  const choices = member(chunk, 'choices');
  return Array.isArray(choices) && choices.length === 0 && isJsonObject(member(chunk, 'usage'));
}

/** Where the first event ends that ends after `from`; -1 when none does. `before` is what came before `bytes`. */
function eventEnd(bytes: Buffer, from: number, before?: Buffer): number {
  let at = bytes.indexOf(lineFeed, from);
  while (at !== -1 && !endsEmptyLine(bytes, at, before)) at = bytes.indexOf(lineFeed, at + 1);
  return at === -1 ? -1 : at + 1;
}

/** Where the last event that ends in `bytes` does; 0 when none does. */
function lastEventEnd(bytes: Buffer): number {
  let at = bytes.lastIndexOf(lineFeed);
  while (at > 0 && !endsEmptyLine(bytes, at)) at = bytes.lastIndexOf(lineFeed, at - 1);
  return at > 0 ? at + 1 : 0;
}

function endsEmptyLine(bytes: Buffer, at: number, before?: Buffer): boolean {
  const last = byteAt(bytes, at - 1, before);
  return (
    last === lineFeed || (last === carriageReturn && byteAt(bytes, at - 2, before) === lineFeed)
  );
}

function byteAt(bytes: Buffer, at: number, before?: Buffer): number | undefined {
  return at >= 0 ? bytes[at] : before?.at(at);
}

function emptyLines(event: Buffer): number {
  const text = event.findIndex((byte) => byte !== lineFeed && byte !== carriageReturn);
  return Math.max(text, 0);
}

function hasLoneReturn(before: Buffer, chunk: Buffer): boolean {
  if (before.at(-1) === carriageReturn && chunk.length > 0 && chunk[0] !== lineFeed) return true;
  let at = chunk.indexOf(carriageReturn);
  while (at !== -1 && (at === chunk.length - 1 || chunk[at + 1] === lineFeed)) {
    at = chunk.indexOf(carriageReturn, at + 1);
  }
  return at !== -1;
}

function joined(parts: readonly Buffer[]): Buffer | null {
  const full = parts.filter((part) => part.length > 0);
  const [only] = full;
  if (full.length > 1) return Buffer.concat(full);
  return only ?? null;
}
