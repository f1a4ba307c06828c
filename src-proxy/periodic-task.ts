import { describeUnexpected, type Log } from './log.ts';

export interface PeriodicTaskOptions {
  readonly run: () => void;
  readonly everyMs: number;
  /** What the log calls its failure, e.g. `limits_not_written`. */
  readonly failure: string;
  readonly log: Log;
}

/**
 * Something done every so often while the engine runs, without keeping the process alive. A failure, of a full disk
 * say, is logged and does not end it: what could not be done is done at a later time.
 */
export class PeriodicTask {
  readonly #options: PeriodicTaskOptions;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PeriodicTaskOptions) {
    this.#options = options;
  }

  /** The first time one interval from now. */
  start(): void {
    this.#timer ??= setInterval(() => this.#run(), this.#options.everyMs).unref();
  }

  /** The first time at once. */
  startNow(): void {
    this.start();
    this.#run();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #run(): void {
    const { run, failure, log } = this.#options;
    try {
      run();
    } catch (error) {
      log.warn(failure, describeUnexpected(error));
    }
  }
}
