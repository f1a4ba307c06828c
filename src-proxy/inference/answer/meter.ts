/**
 * Watches an answer go by and tells, at the end, what it counted. It never changes or delays a byte,
 * and what it keeps is bounded, whatever a provider sends.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { AnswerReading, Dialect, StreamReader } from '../../dialects/dialect.ts';
import { contentTypeOf } from './content-type-of.ts';
import { GatheredBytes } from '../../outbound/gathered-bytes.ts';
import { readWholeAnswer } from './read-whole-answer.ts';

/** A larger answer is not read for its usage; it is estimated. */
const MAX_KEPT_BYTES = 32 * 1024 * 1024;

const NOTHING: AnswerReading = { usage: null, servedModel: null, isComplete: true };

/** `elements`: the JSON array in which Gemini streams to clients that did not ask for events. */
type AnswerForm = 'events' | 'elements' | 'json' | 'opaque';

export class Meter {
  readonly #dialect: Dialect;
  readonly #form: AnswerForm;
  readonly #stream: StreamReader | null;
  readonly #kept = new GatheredBytes();
  /** Body bytes seen. */
  bytes = 0;

  constructor(dialect: Dialect, headers: IncomingHttpHeaders, isStreamed: boolean) {
    this.#dialect = dialect;
    this.#form = formOf(headers, isStreamed && dialect.name === 'gemini');
    const isStream = this.#form === 'events' || this.#form === 'elements';
    this.#stream = isStream ? dialect.createStreamReader() : null;
  }

  get isEventStream(): boolean {
    return this.#form === 'events';
  }

  observe(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.#stream !== null) this.#stream.observe(chunk);
    else if (this.#form === 'json' && this.bytes <= MAX_KEPT_BYTES) this.#kept.push(chunk);
  }

  /** Final after the last chunk; of a cut answer, what it told so far. */
  reading(): AnswerReading {
    if (this.#stream !== null) return this.#stream.reading();
    if (this.#form === 'opaque' || this.bytes > MAX_KEPT_BYTES) return NOTHING;
    return readWholeAnswer(this.#dialect, this.#kept.join());
  }
}

/** An encoded answer is relayed as it is and not looked into. */
function formOf(headers: IncomingHttpHeaders, isArrayStream: boolean): AnswerForm {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return 'opaque';
  const type = contentTypeOf(headers);
  if (type.startsWith('text/event-stream')) return 'events';
  if (!type.startsWith('application/json')) return 'opaque';
  return isArrayStream ? 'elements' : 'json';
}
