import { describeUnexpected, type Log } from '../log.ts';

/** Does a job at once and then every so often; never twice at a time, never keeping the process alive. */
export class Rounds {
  readonly #job: () => Promise<void>;
  readonly #intervalMs: number;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;

  constructor(job: () => Promise<void>, intervalMs: number, log: Log) {
    this.#job = job;
    this.#intervalMs = intervalMs;
    this.#log = log;
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.run(), this.#intervalMs).unref();
    void this.run();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** A round now, or the end of the one under way. Never rejects. */
  run(): Promise<void> {
    this.#round ??= this.#runSafely().finally(() => {
      this.#round = undefined;
    });
    return this.#round;
  }

  async #runSafely(): Promise<void> {
    try {
      await this.#job();
    } catch (error) {
      this.#log.error('round_failed', describeUnexpected(error));
    }
  }
}
