import type { Dispatcher } from 'undici';

/** Lets a handler pause, resume and abort an answer that comes from within the process. */
export class InProcessController implements Dispatcher.DispatchController {
  rawHeaders: string[] | null = null;
  readonly #onAbort: (reason: Error) => void;
  #resumed: PromiseWithResolvers<void> | null = null;
  #reason: Error | null = null;

  /** `onAbort` is called once, at the first abort. */
  constructor(onAbort: (reason: Error) => void) {
    this.#onAbort = onAbort;
  }

  get aborted(): boolean {
    return this.#reason !== null;
  }

  get reason(): Error | null {
    return this.#reason;
  }

  get paused(): boolean {
    return this.#resumed !== null;
  }

  pause(): void {
    this.#resumed ??= Promise.withResolvers();
  }

  resume(): void {
    this.#resumed?.resolve();
    this.#resumed = null;
  }

  abort(reason: Error): void {
    if (this.#reason !== null) return;
    this.#reason = reason;
    this.resume();
    this.#onAbort(reason);
  }

  /** Resolves when the handler wants more, or has aborted. */
  async ready(): Promise<void> {
    if (this.#resumed === null) return;
    await this.#resumed.promise;
    await this.ready();
  }
}
