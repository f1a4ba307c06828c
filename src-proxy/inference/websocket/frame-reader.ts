/**
 * Reads the text messages of one direction of a WebSocket as its bytes pass (RFC 6455, section 5). Only
 * observes: frames go on as they came. A message larger than what is kept is skipped.
 */
const MAX_KEPT_BYTES = 256 * 1024;
const TEXT = 0x1;

interface FrameHead {
  readonly opcode: number;
  readonly isFinal: boolean;
  readonly headBytes: number;
  readonly payloadBytes: number;
}

export class FrameReader {
  readonly #onText: (message: Buffer) => void;
  /** An unfinished frame head, or the payload of a frame that is kept. */
  #held: Buffer = Buffer.alloc(0);
  #skipping = 0;
  #isFragmented = false;

  constructor(onText: (message: Buffer) => void) {
    this.#onText = onText;
  }

  observe(chunk: Buffer): void {
    let rest = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = Buffer.alloc(0);
    for (;;) {
      const skipped = Math.min(this.#skipping, rest.length);
      this.#skipping -= skipped;
      rest = rest.subarray(skipped);
      const head = readHead(rest);
      if (head === null) break;
      const frameBytes = head.headBytes + head.payloadBytes;
      if (!this.#isWanted(head)) {
        this.#skipping = frameBytes;
      } else if (rest.length < frameBytes) {
        break;
      } else {
        this.#onText(rest.subarray(head.headBytes, frameBytes));
        rest = rest.subarray(frameBytes);
      }
      if (this.#skipping === 0 && rest.length === 0) return;
    }
    // Copied, so that what is kept does not hold on to a large network buffer.
    this.#held = Buffer.from(rest);
  }

  /** Servers send unmasked frames; messages in several frames are rare and not needed. */
  #isWanted(head: FrameHead): boolean {
    const isWhole = head.opcode === TEXT && head.isFinal && !this.#isFragmented;
    if (head.opcode <= 2) this.#isFragmented = !head.isFinal;
    return isWhole && head.payloadBytes <= MAX_KEPT_BYTES;
  }
}

/** Null while the head is not whole. */
function readHead(bytes: Buffer): FrameHead | null {
  if (bytes.length < 2) return null;
  const [first = 0, second = 0] = bytes;
  const short = second & 0x7f;
  const lengthBytes = short === 127 ? 8 : short === 126 ? 2 : 0;
  const headBytes = 2 + lengthBytes + ((second & 0x80) === 0 ? 0 : 4);
  if (bytes.length < headBytes) return null;
  return {
    opcode: first & 0x0f,
    isFinal: (first & 0x80) !== 0,
    headBytes,
    payloadBytes: lengthBytes === 0 ? short : readLength(bytes, lengthBytes),
  };
}

function readLength(bytes: Buffer, lengthBytes: number): number {
  return lengthBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
}
