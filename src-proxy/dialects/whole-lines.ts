import { HeldBytes } from './held-bytes.ts';
import type { Piece } from './held-bytes.ts';

const lineFeed = 0x0a;

/**
 * Takes one or more whole lines, line ends included; where `isWhole` is false, one line without its
 * middle. The bytes are a view, valid during the call only.
 */
export type BlockTaker = (block: Buffer, isWhole: boolean) => void;

/**
 * Turns chunks cut anywhere into blocks of whole lines. A chunk that ends with its line passes
 * through untouched and uncopied, which is how nearly all of them come. A carriage return before
 * the line feed is left in place: to JSON it is white space. A lone carriage return, which the SSE
 * grammar would allow and no provider sends, ends no line here.
 */
export class WholeLines {
  readonly #held = new HeldBytes();
  readonly #take: BlockTaker;

  constructor(take: BlockTaker) {
    this.#take = take;
  }

  push(chunk: Buffer): void {
    const start = this.#held.isEmpty ? 0 : this.#finishHeldLine(chunk);
    if (start === chunk.length) return;
    const isWhole = chunk[chunk.length - 1] === lineFeed;
    const end = isWhole ? chunk.length : Math.max(chunk.lastIndexOf(lineFeed) + 1, start);
    if (end > start) this.#take(start === 0 && isWhole ? chunk : chunk.subarray(start, end), true);
    if (end < chunk.length) this.#held.append(chunk.subarray(end));
  }

  /** The line that has begun and not ended. */
  unfinished(): Piece {
    return this.#held.peek();
  }

  /** Where the held line's end lies in the chunk, or the chunk's length if it goes on. */
  #finishHeldLine(chunk: Buffer): number {
    const end = chunk.indexOf(lineFeed) + 1;
    if (end === 0) {
      this.#held.append(chunk);
      return chunk.length;
    }
    this.#held.append(chunk.subarray(0, end));
    const line = this.#held.take();
    this.#take(line.bytes, line.isWhole);
    return end;
  }
}
