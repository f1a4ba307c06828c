/** How much of one unfinished line, element or event is held at most. */
export const maxHeldBytes = 1_048_576;

const headBytes = 1_024;
const tailBytes = 16_384;
/** A bigger buffer is given back once it is empty, so that one long line does not weigh for good. */
const retainedBytes = 65_536;

/** A line or element, with its line end if it had one. `isWhole` is false where its middle is missing. */
export interface Piece {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

/**
 * Collects the pieces of one line until it ends. Past `maxHeldBytes` it forgets the middle and keeps
 * the two ends, where an event names its type and its usage: memory stays bounded whatever comes,
 * and an answer with a large image in one line is still counted.
 */
export class HeldBytes {
  #buffer = Buffer.alloc(0);
  #length = 0;
  #isWhole = true;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  get length(): number {
    return this.#length;
  }

  append(bytes: Buffer): void {
    if (this.#isWhole && this.#length + bytes.length > maxHeldBytes) this.#dropMiddle(bytes);
    else if (this.#isWhole) this.#copy(bytes);
    else this.#appendToTail(bytes);
  }

  /** What is held, which stays held. The bytes are a view: valid until the next call that changes them. */
  peek(): Piece {
    const isLongEnd = !this.#isWhole && this.#length > headBytes + tailBytes;
    if (isLongEnd) this.#trimTail();
    return { bytes: this.#buffer.subarray(0, this.#length), isWhole: this.#isWhole };
  }

  /** What is held; nothing is held afterwards. The bytes are a view, as with `peek`. */
  take(): Piece {
    const piece = this.peek();
    this.#length = 0;
    this.#isWhole = true;
    if (this.#buffer.length > retainedBytes) this.#buffer = Buffer.alloc(0);
    return piece;
  }

  #copy(bytes: Buffer): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#buffer.length) {
      const capacity = Math.min(Math.max(needed, this.#buffer.length * 2, 1_024), maxHeldBytes);
      const grown = Buffer.allocUnsafe(Math.max(capacity, needed));
      this.#buffer.copy(grown, 0, 0, this.#length);
      this.#buffer = grown;
    }
    bytes.copy(this.#buffer, this.#length);
    this.#length = needed;
  }

  #dropMiddle(bytes: Buffer): void {
    const all = this.#buffer.subarray(0, this.#length);
    const ends = Buffer.allocUnsafe(headBytes + 2 * tailBytes);
    const fromHeld = all.copy(ends, 0, 0, headBytes);
    const head = fromHeld + bytes.copy(ends, fromHeld, 0, headBytes - fromHeld);
    this.#isWhole = false;
    this.#buffer = ends;
    this.#length = head;
    this.#appendToTail(all.subarray(fromHeld));
    this.#appendToTail(bytes.subarray(head - fromHeld));
  }

  /** The tail may grow to twice its size before it is moved down, so that each byte moves once. */
  #appendToTail(bytes: Buffer): void {
    const latest = bytes.subarray(Math.max(0, bytes.length - tailBytes));
    if (this.#length + latest.length > headBytes + 2 * tailBytes) this.#trimTail();
    latest.copy(this.#buffer, this.#length);
    this.#length += latest.length;
  }

  #trimTail(): void {
    this.#buffer.copyWithin(headBytes, this.#length - tailBytes, this.#length);
    this.#length = headBytes + tailBytes;
  }
}
