import type { Dispatcher } from 'undici';
import { AppError } from '../errors.ts';
import type { Progress } from './describe-failure.ts';
import { GatheredBytes } from './gathered-bytes.ts';

export interface CollectedAnswer {
  readonly status: number;
  /** Lower-case names; repeated headers joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface CollectLimits {
  /** For everything, from the name lookup to the last byte. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
  readonly errorOfTimeout: () => AppError;
  readonly errorOfSize: () => AppError;
  readonly errorOfFailure: (error: unknown, progress: Progress) => AppError;
}

/** Dispatches one request and gathers its answer. Rejects with AppErrors only. */
export function collectAnswer(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  limits: CollectLimits,
): Promise<CollectedAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<CollectedAnswer>();
  const collector = new AnswerCollector(limits, resolve, reject);
  dispatcher.dispatch(request, collector);
  return promise;
}

class AnswerCollector implements Dispatcher.DispatchHandler {
  readonly #limits: CollectLimits;
  readonly #resolve: (answer: CollectedAnswer) => void;
  readonly #reject: (error: AppError) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #body = new GatheredBytes();
  #controller: Dispatcher.DispatchController | null = null;
  #stopped: AppError | null = null;
  #isAnswering = false;
  #status = 0;
  #headers: Readonly<Record<string, string>> = {};

  constructor(
    limits: CollectLimits,
    resolve: (answer: CollectedAnswer) => void,
    reject: (error: AppError) => void,
  ) {
    this.#limits = limits;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(() => this.#stop(limits.errorOfTimeout()), limits.timeoutMs);
    limits.signal?.addEventListener('abort', this.#onAbort);
    if (limits.signal?.aborted === true) this.#onAbort();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Given up while it waited for a connection: nothing is written then.
    if (this.#stopped !== null) controller.abort(this.#stopped);
  }

  onResponseStarted(): void {
    this.#isAnswering = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = status;
    this.#headers = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
    );
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const isTooLong = this.#body.size + chunk.length > this.#limits.maxBytes;
    if (isTooLong) this.#stop(this.#limits.errorOfSize());
    else this.#body.push(chunk);
  }

  onResponseEnd(): void {
    this.#release();
    this.#resolve({ status: this.#status, headers: this.#headers, body: this.#body.join() });
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: unknown): void {
    this.#release();
    const progress = { isSent: this.#controller !== null, isAnswering: this.#isAnswering };
    this.#reject(this.#stopped ?? this.#limits.errorOfFailure(error, progress));
  }

  readonly #onAbort = (): void => {
    const reason: unknown = this.#limits.signal?.reason;
    this.#stop(reason instanceof AppError ? reason : new AppError('request_aborted'));
  };

  #stop(error: AppError): void {
    this.#stopped ??= error;
    this.#release();
    this.#reject(this.#stopped);
    this.#controller?.abort(this.#stopped);
  }

  #release(): void {
    clearTimeout(this.#timer);
    this.#limits.signal?.removeEventListener('abort', this.#onAbort);
  }
}
