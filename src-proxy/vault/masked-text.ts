/**
 * A text in memory that does not lie there in the clear: kept as two halves, a random pad of its own
 * length and the text combined with it (a one-time pad, so either half alone says nothing but the
 * length). Taking it apart costs a fraction of a microsecond, where a cipher costs six or more, and a
 * cipher's key would lie in the same memory as the pad does.
 */
import { randomFillSync } from 'node:crypto';

export class MaskedText {
  readonly #pad: Buffer;
  readonly #masked: Buffer;

  constructor(text: string) {
    const bytes = Buffer.from(text, 'utf8');
    // Not from the shared pool, so that `clear` leaves nothing of it behind.
    this.#pad = randomFillSync(Buffer.alloc(bytes.length));
    this.#masked = Buffer.alloc(bytes.length);
    combine(bytes, this.#pad, this.#masked);
    bytes.fill(0);
  }

  reveal(): string {
    const bytes = Buffer.allocUnsafe(this.#masked.length);
    combine(this.#masked, this.#pad, bytes);
    const text = bytes.toString('utf8');
    bytes.fill(0);
    return text;
  }

  clear(): void {
    this.#pad.fill(0);
    this.#masked.fill(0);
  }
}

function combine(from: Buffer, pad: Buffer, to: Buffer): void {
  for (let at = 0; at < from.length; at += 1) to[at] = (from[at] ?? 0) ^ (pad[at] ?? 0);
}
