import type { IncomingHttpHeaders } from 'node:http';

/** Larger answers are not kept: no provider says "not now" at such length. */
const MAX_BYTES = 65_536;
/** How long its end may take, once its head has said no. */
const MAX_MS = 2_000;

/**
 * An answer kept back while another connection is asked. Should nobody else answer, it is passed on as it came, as far
 * as it came in whole within bounds.
 */
export class HeldAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly #chunks: Buffer[] = [];
  readonly #timer: NodeJS.Timeout;
  #bytes = 0;
  #isWhole = false;

  /** `giveUp` is called when its end does not come in time. */
  constructor(status: number, headers: IncomingHttpHeaders, giveUp: () => void) {
    this.status = status;
    this.headers = headers;
    this.#timer = setTimeout(giveUp, MAX_MS);
    this.#timer.unref();
  }

  /** The whole body; null when it is not known. */
  get body(): Buffer | null {
    return this.#isWhole ? Buffer.concat(this.#chunks, this.#bytes) : null;
  }

  /** False: it is too long to be kept. */
  push(chunk: Buffer): boolean {
    this.#bytes += chunk.length;
    if (this.#bytes > MAX_BYTES) return false;
    // The chunk is the parser's memory, which is used again for what comes next.
    this.#chunks.push(Buffer.from(chunk));
    return true;
  }

  end(isWhole: boolean): void {
    clearTimeout(this.#timer);
    this.#isWhole = isWhole;
  }
}
