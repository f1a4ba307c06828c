import { HeldBytes } from './held-bytes.ts';
import type { Piece } from './held-bytes.ts';

/**
 * A copy of the latest event that may carry usage. Where counts are cumulative only the last one is
 * worth parsing, and only once the stream is over.
 */
export class KeptEvent {
  readonly #held = new HeldBytes();
  #isWhole = true;

  keep(line: Buffer, isWhole: boolean): void {
    this.#held.take();
    this.#held.append(line);
    this.#isWhole = isWhole;
  }

  /** Null until something was kept. The bytes are a view: valid until the next `keep`. */
  get(): Piece | null {
    if (this.#held.isEmpty) return null;
    const { bytes, isWhole } = this.#held.peek();
    return { bytes, isWhole: isWhole && this.#isWhole };
  }
}
