/**
 * Passes one attempt's answer on: bytes as they come, backpressure kept both ways, nothing buffered
 * but the head, which waits for the first chunk so that a small answer leaves in one write.
 *
 * Until the head has left, a failure is a value the caller of `outcome` can act on, and so is an answer
 * that was declined: it is kept, and passed on only if nobody else answers. After the head, a cut
 * answer is told to the client where its dialect can say so (an error event), and by closing the
 * connection without a proper end where it cannot.
 */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import type { AnswerReading } from '../../dialects/dialect.ts';
import { AppError, toAppError } from '../../errors.ts';
import { describeFailure, type Failure } from '../../outbound/describe-failure.ts';
import { ClientGone } from '../client-gone.ts';
import { HeldAnswer } from '../fallback/held-answer.ts';
import { Meter } from './meter.ts';
import type { RelayOptions } from './relay-options.ts';
import type { RunningRequest } from '../running-requests.ts';

/** How one attempt ended. */
export type RelayOutcome =
  /** Nothing has reached the client; another attempt may be made. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The same; what came is kept (see `passOn`). */
  | { readonly kind: 'declined' }
  /** The answer went to the client; `cut` says why it is not whole. */
  | { readonly kind: 'relayed'; readonly cut: AppError | null }
  | { readonly kind: 'client_gone' };

const SMALL_BYTES = 16 * 1024;

/** 304 leads nowhere: a client that asked with `If-None-Match` waits for it. */
const leadsElsewhere = (status: number): boolean => status >= 300 && status < 400 && status !== 304;

interface Head {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Body bytes to come, when the provider said; -1 when they may be changed on the way. */
  readonly length: number;
}

export class Relay implements Dispatcher.DispatchHandler, RunningRequest {
  readonly outcome: Promise<RelayOutcome>;
  readonly #options: RelayOptions;
  readonly #response: ServerResponse;
  readonly #resolve: (outcome: RelayOutcome) => void;
  #controller: Dispatcher.DispatchController | null = null;
  #abortReason: AppError | ClientGone | null = null;
  #heldHead: Head | null = null;
  #declined: HeldAnswer | null = null;
  #isUnread = false;
  #meter: Meter | null = null;
  #isAnswering = false;
  #isOver = false;
  /** Once it is over: whoever asks again need not have it read again. */
  #lastReading: AnswerReading | null = null;
  #status: number | null = null;
  #firstByteAt: number | null = null;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#response = options.response;
    const { promise, resolve } = Promise.withResolvers<RelayOutcome>();
    this.outcome = promise;
    this.#resolve = resolve;
    options.response.once('close', this.#onClientClosed);
  }

  /** Whether the provider was asked. */
  get isSent(): boolean {
    return this.#controller !== null;
  }

  /** The provider's status, once it answered. */
  get status(): number | null {
    return this.#status;
  }

  get firstByteAt(): number | null {
    return this.#firstByteAt;
  }

  get bytes(): number {
    return this.#meter?.bytes ?? 0;
  }

  get isEventStream(): boolean {
    return this.#meter?.isEventStream ?? false;
  }

  /** What the answer told about itself so far. */
  reading(): AnswerReading | null {
    if (!this.#isOver) return this.#meter?.reading() ?? null;
    return (this.#lastReading ??= this.#meter?.reading() ?? null);
  }

  abort(reason: AppError | ClientGone): void {
    if (this.#isOver) return;
    this.#abortReason = reason;
    this.#controller?.abort(reason);
    // A request still waiting for a connection has no controller yet, and one paused would not hear of it.
    this.#fail(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#abortReason === null) this.#controller = controller;
    else controller.abort(this.#abortReason);
  }

  onResponseStarted(): void {
    this.#isAnswering = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (this.#isOver || status < 200) return;
    this.#status = status;
    if (leadsElsewhere(status)) {
      this.abort(new AppError('upstream_redirected', { provider: this.#options.providerName }));
      return;
    }
    this.#meter = new Meter(this.#options.dialect, headers, this.#options.isStreamed);
    const { isEventStream } = this.#meter;
    const length = isEventStream ? -1 : Number(headers['content-length'] ?? -1);
    this.#heldHead = { status, headers, length };
    const verdict = this.#options.onHead(status, headers);
    if (verdict === 'decline') this.#decline();
    else if (verdict === 'read') this.#isUnread = true;
    else if (isEventStream) this.#sendHead();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isOver || this.#isKept(chunk)) return;
    this.#firstByteAt ??= this.#options.clock();
    this.#meter?.observe(chunk);
    this.#noteProgress();
    if (this.#isOver) return;
    const passing = this.#withoutUsageEvent(chunk);
    if (passing === null) return;
    const isWhole = this.#heldHead?.length === chunk.length;
    this.#sendHead();
    if (isWhole) this.#endWith(passing);
    else if (!this.#response.write(passing)) {
      controller.pause();
      this.#response.once('drain', () => controller.resume());
    }
  }

  #noteProgress(): void {
    if (this.#options.onProgress === null || !this.isEventStream) return;
    try {
      this.#options.onProgress(this.bytes, () => this.reading());
    } catch (error) {
      this.abort(toAppError(error));
    }
  }

  #withoutUsageEvent(chunk: Buffer): Buffer | null {
    const drop = this.#options.dropUsageEvent;
    return drop !== null && this.isEventStream ? drop.push(chunk) : chunk;
  }

  onResponseEnd(): void {
    if (this.#isOver) return;
    if (this.#declined !== null) {
      this.#endDeclined(true);
      return;
    }
    this.#sendHead();
    const rest = this.isEventStream ? (this.#options.dropUsageEvent?.end() ?? null) : null;
    if (rest !== null) this.#response.write(rest);
    if (this.#lacksEnd()) this.#endCut(this.#interrupted());
    else this.#finish({ kind: 'relayed', cut: null });
  }

  /**
   * Passes a declined answer on after all, as it came. False: it cannot be, since it did not come to its
   * end within bounds.
   */
  passOn(): boolean {
    const body = this.#declined?.body ?? null;
    if (this.#declined === null || body === null) return false;
    const { status, headers } = this.#declined;
    this.#firstByteAt = this.#options.clock();
    this.#meter?.observe(body);
    this.#response.writeHead(status, this.#options.headersFor(headers, status));
    this.#response.end(body);
    return true;
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(this.#abortReason ?? error);
  }

  #fail(reason: Error): void {
    if (this.#isOver) return;
    if (reason instanceof ClientGone) {
      this.over({ kind: 'client_gone' });
    } else if (this.#declined !== null && !(reason instanceof AppError)) {
      this.#endDeclined(false);
    } else if (this.#response.headersSent) {
      this.#endCut(reason instanceof AppError ? reason : this.#interrupted());
    } else {
      const progress = { isSent: this.#controller !== null, isAnswering: this.#isAnswering };
      this.over({ kind: 'failed', failure: describeFailure(reason, progress) });
    }
  }

  #decline(): void {
    const head = this.#heldHead;
    if (head === null) return;
    this.#heldHead = null;
    const giveUp = (): void => this.#endDeclined(false);
    this.#declined = new HeldAnswer(head.status, head.headers, giveUp);
  }

  /** Keeps a chunk of a declined answer from the client, and decides on the first of an undecided one. */
  #isKept(chunk: Buffer): boolean {
    if (this.#isUnread) {
      this.#isUnread = false;
      if (this.#options.onFirstChunk(chunk) === 'decline') this.#decline();
      else if (this.isEventStream) this.#sendHead();
    }
    if (this.#declined === null) return false;
    if (!this.#declined.push(chunk)) this.#endDeclined(false);
    return true;
  }

  #endDeclined(isWhole: boolean): void {
    if (this.#isOver) return;
    this.#declined?.end(isWhole);
    this.over({ kind: 'declined' });
    if (!isWhole) this.#controller?.abort(new AppError('request_aborted'));
  }

  /** Tells the client that what it got is not all. */
  #endCut(error: AppError): void {
    if (this.isEventStream) {
      this.#response.write(this.#options.dialect.renderStreamError(error));
      this.#finish({ kind: 'relayed', cut: error });
    } else {
      this.over({ kind: 'relayed', cut: error });
      this.#response.destroy();
    }
  }

  /** A small answer goes out in one write: as text, which Node joins to the head; Latin-1 keeps every byte. */
  #endWith(body: Buffer): void {
    if (body.length > SMALL_BYTES) this.#response.end(body);
    else this.#response.end(body.toString('latin1'), 'latin1');
  }

  /** Whether this is an event stream that ended in order but without the sign its dialect ends with. */
  #lacksEnd(): boolean {
    const isJudged = this.#options.expectsEnd && this.isEventStream && this.#status === 200;
    return isJudged && this.reading()?.isComplete === false;
  }

  #finish(outcome: RelayOutcome): void {
    this.over(outcome);
    this.#response.end();
  }

  protected over(outcome: RelayOutcome): void {
    this.#isOver = true;
    this.#response.removeListener('close', this.#onClientClosed);
    this.#resolve(outcome);
  }

  readonly #onClientClosed = (): void => {
    if (!this.#response.writableFinished) this.abort(new ClientGone());
  };

  #interrupted(): AppError {
    return new AppError('upstream_interrupted', { provider: this.#options.providerName });
  }

  #sendHead(): void {
    const head = this.#heldHead;
    if (head === null) return;
    this.#heldHead = null;
    const { status, headers } = head;
    // An event may be taken out of an event stream or added to it, so its length is not known.
    const sized = this.isEventStream ? { ...headers, 'content-length': undefined } : headers;
    this.#response.writeHead(status, this.#options.headersFor(sized, status));
    if (this.isEventStream) this.#response.flushHeaders();
  }
}
