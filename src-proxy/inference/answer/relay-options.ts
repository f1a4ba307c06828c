import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AnswerReading, Dialect } from '../../dialects/dialect.ts';
import type { ChunkTransformer } from '../../dialects/drop-usage-event.ts';

/** What becomes of an answer: passed on, kept back, or decided by the first piece of its body. */
export type Verdict = 'pass' | 'decline' | 'read';

export interface RelayOptions {
  readonly response: ServerResponse;
  readonly dialect: Dialect;
  readonly providerName: string;
  /** Whether the client asked for a stream. */
  readonly isStreamed: boolean;
  /** Whether an event stream without its dialect's end is a cut one. */
  readonly expectsEnd: boolean;
  /** Set when usage was asked for on the client's behalf. */
  readonly dropUsageEvent: ChunkTransformer | null;
  /** The head to send: the provider's status and headers made into the client's. */
  readonly headersFor: (headers: IncomingHttpHeaders, status: number) => string[];
  /** Hears the head of the answer before anything of it goes to the client. */
  readonly onHead: (status: number, headers: IncomingHttpHeaders) => Verdict;
  /** Hears the first piece of the body, where the head said `read`. */
  readonly onFirstChunk: (chunk: Buffer) => Exclude<Verdict, 'read'>;
  /** Hears how much of an event stream has come, and may read what it told so far. @throws to end it */
  readonly onProgress: ((bytes: number, read: () => AnswerReading | null) => void) | null;
  readonly clock: () => number;
}
