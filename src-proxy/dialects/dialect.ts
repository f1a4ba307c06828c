import type { ErrorType } from '../errors.ts';
import type { DialectName } from './dialect-name.ts';

/**
 * Tokens of one call as the provider counted them. `input` is everything sent, cached or not;
 * `output` is everything generated, reasoning included.
 */
export interface TokenUsage {
  readonly input: number;
  /** Part of `input` read from the provider's prompt cache. */
  readonly cachedInput: number;
  /** Part of `input` written to the provider's prompt cache. */
  readonly cacheWrite: number;
  readonly output: number;
  /** Part of `output` spent on reasoning. */
  readonly reasoning: number;
  /** Part of `cacheWrite` kept for an hour, which costs more; left out where there is none. */
  readonly hourCacheWrite?: number;
  /** Parts of `input` and of `output` that are sound, which costs more; left out where there is none. */
  readonly audioInput?: number;
  readonly audioOutput?: number;
}

/** What a finished or cut answer told about itself. */
export interface AnswerReading {
  readonly usage: TokenUsage | null;
  /** The model id the provider says it served, if it said so. */
  readonly servedModel: string | null;
  /** Whether the dialect's own end of answer was seen. */
  readonly isComplete: boolean;
  /** What later calls name the answer by to go on from it; left out where none can. */
  readonly answerId?: string;
  /** Under which id the answer is to be had later; left out where this is all of it. */
  readonly pendingId?: string;
}

/**
 * Watches a streamed answer go by. `observe` gets the bytes as they came, cut anywhere, does not keep
 * the chunk itself, and neither throws nor holds more than a few MiB, whatever they contain.
 */
export interface StreamReader {
  observe(chunk: Uint8Array): void;
  /** May be asked at any time; after the last chunk it is final. */
  reading(): AnswerReading;
}

/** What a dialect needs of an error; an AppError is one. */
export interface RenderableError {
  readonly code: string;
  readonly status: number;
  readonly type: ErrorType;
  readonly message: string;
  /** Seconds a client should wait; only Gemini's body has a place for it. */
  readonly retryAfterSeconds?: number | undefined;
}

/** A wire format as far as the proxy must know it: how it says no, and how it counts. */
export interface Dialect {
  readonly name: DialectName;
  /** The error body as this dialect's clients expect it, to be sent as JSON. */
  renderError(error: RenderableError): unknown;
  /**
   * What to add to a running `text/event-stream` so that this dialect's clients raise an error. It is
   * ASCII, and may follow a cut anywhere, also within an event, a line or a character. A stream of
   * any other type cannot be ended so: there the connection is destroyed.
   */
  renderStreamError(error: RenderableError): string;
  /**
   * Reads a whole, not streamed, parsed JSON answer, and never throws. Anything unexpected reads as
   * null usage; `isComplete` only says that it was an object, since what parses was not cut.
   */
  readAnswer(body: unknown): AnswerReading;
  createStreamReader(): StreamReader;
}
