import { HeldBytes } from './held-bytes.ts';
import type { BlockTaker } from './whole-lines.ts';

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Turns chunks cut anywhere into the objects of a JSON array, however they are spaced: what Gemini
 * streams where the client did not ask for events. Only the outermost objects count; brackets,
 * commas and white space between them are skipped.
 */
export class JsonElements {
  readonly #held = new HeldBytes();
  readonly #take: BlockTaker;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;

  constructor(take: BlockTaker) {
    this.#take = take;
  }

  push(chunk: Buffer): void {
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (this.#isInString) this.#stepInString(byte);
      else if (byte === quote) this.#isInString = this.#depth > 0;
      else if (byte === openBrace) {
        if (this.#depth === 0) start = at;
        this.#depth += 1;
      } else if (byte === closeBrace && this.#depth > 0) {
        this.#depth -= 1;
        if (this.#depth === 0) this.#finish(chunk.subarray(start, at + 1));
      }
    }
    if (this.#depth > 0) this.#held.append(chunk.subarray(start));
  }

  #stepInString(byte: number | undefined): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#isInString = false;
  }

  #finish(end: Buffer): void {
    if (this.#held.isEmpty) return this.#take(end, true);
    this.#held.append(end);
    const element = this.#held.take();
    this.#take(element.bytes, element.isWhole);
  }
}
