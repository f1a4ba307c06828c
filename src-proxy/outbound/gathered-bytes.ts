/** So many are joined to one. */
const MAX_LOOSE = 1024;

/**
 * Pieces of a body on their way to being one. Whoever sends it decides how small its pieces are, and each
 * has a price of its own: a body of single bytes takes a hundred times its size, unless they are joined
 * as they come.
 */
export class GatheredBytes {
  /** Each of many pieces. */
  readonly #blocks: Buffer[] = [];
  #loose: Buffer[] = [];
  #size = 0;

  /** In bytes. */
  get size(): number {
    return this.#size;
  }

  push(piece: Buffer): void {
    this.#size += piece.length;
    this.#loose.push(piece);
    if (this.#loose.length === MAX_LOOSE) this.#join();
  }

  /** All of it; a single piece is given back as it came. */
  join(): Buffer {
    const pieces = [...this.#blocks, ...this.#loose];
    const [only] = pieces;
    return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces, this.#size);
  }

  #join(): void {
    this.#blocks.push(Buffer.concat(this.#loose));
    this.#loose = [];
  }
}
