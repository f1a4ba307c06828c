import { exitCodes, type EngineChild, type EngineEnd } from './engine-child.ts';
import type { EngineState } from './engine-state.ts';
import { restartDelay } from './restart-delay.ts';

export interface KeeperDeps {
  readonly start: () => EngineChild;
  /** Whether an engine answers on the private socket, whoever started it. */
  readonly isAlive: () => Promise<boolean>;
  /** Asks the running engine to end in order. */
  readonly stop: () => Promise<void>;
  /** Follows what happens in the running engine; resolves when it is gone or `signal` is aborted. */
  readonly follow: (signal: AbortSignal) => Promise<void>;
  readonly onState: (state: EngineState) => void;
  readonly clock: () => number;
}

/** An engine that ran this long did not fail at its start. */
const STEADY_MS = 60_000;
const STOP_WITHIN_MS = 8000;

/**
 * Keeps one engine running: attaches to one that runs, else starts one, and starts another when it dies,
 * each time later. What was ended in order stays ended until the user wants it again.
 */
export class EngineKeeper {
  readonly #deps: KeeperDeps;
  #state: EngineState = { kind: 'starting' };
  #child: EngineChild | null = null;
  #isEnding = false;
  #failures = 0;
  #wake: () => void = () => undefined;
  #kept: Promise<void> = Promise.resolve();

  constructor(deps: KeeperDeps) {
    this.#deps = deps;
  }

  get state(): EngineState {
    return this.#state;
  }

  begin(): void {
    this.#kept = this.#keep();
  }

  /** Starts a stopped engine, or tries a failing one at once. */
  startNow(): void {
    this.#wake();
  }

  /** Ends an engine of our own in order, and for good; one of somebody else's goes on. */
  async end(): Promise<void> {
    if (this.#isEnding) return this.#kept;
    this.#isEnding = true;
    const child = this.#child;
    this.#setState({ kind: 'stopping' });
    this.#wake();
    if (child === null) return;
    const cut = setTimeout(() => child.kill(), STOP_WITHIN_MS);
    await this.#deps.stop().catch(() => child.kill());
    await child.ended;
    clearTimeout(cut);
  }

  async #keep(): Promise<void> {
    while (!this.#isEnding) {
      /* oxlint-disable no-await-in-loop -- one engine after the other is the point */
      if (await this.#deps.isAlive()) await this.#attach();
      else if (!this.#isEnding) await this.#runOwn();
      /* oxlint-enable no-await-in-loop */
    }
  }

  async #attach(): Promise<void> {
    this.#setState({ kind: 'running', isOwn: false });
    const ending = new AbortController();
    this.#wake = () => {
      if (this.#isEnding) ending.abort();
    };
    await this.#deps.follow(ending.signal);
    if (!this.#isEnding) this.#setState({ kind: 'starting' });
  }

  async #runOwn(): Promise<void> {
    const startedAt = this.#deps.clock();
    const child = this.#deps.start();
    this.#child = child;
    const gone = new AbortController();
    void child.listening.then(() => {
      if (gone.signal.aborted || this.#isEnding) return;
      this.#setState({ kind: 'running', isOwn: true });
      return this.#deps.follow(gone.signal);
    });
    const end = await child.ended;
    gone.abort();
    this.#child = null;
    if (this.#isEnding) return;
    if (this.#deps.clock() - startedAt >= STEADY_MS) this.#failures = 0;
    await this.#afterEnd(end);
  }

  async #afterEnd({ code, reason }: EngineEnd): Promise<void> {
    if (code === exitCodes.inOrder) {
      this.#failures = 0;
      this.#setState({ kind: 'stopped' });
      await this.#until(null);
      if (!this.#isEnding) this.#setState({ kind: 'starting' });
      return;
    }
    this.#failures += 1;
    const delayMs = restartDelay(this.#failures);
    if (code !== exitCodes.alreadyRunning) {
      const problem = reason ?? `The engine ended unexpectedly (code ${code}).`;
      this.#setState({ kind: 'failing', problem, retryAt: this.#deps.clock() + delayMs });
    }
    await this.#until(delayMs);
  }

  /** Waits so long, or without end, or until something is to be done now. */
  #until(delayMs: number | null): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = delayMs === null ? undefined : setTimeout(resolve, delayMs);
    this.#wake = resolve;
    if (this.#isEnding) resolve();
    return promise.finally(() => clearTimeout(timer));
  }

  #setState(state: EngineState): void {
    this.#state = state;
    this.#deps.onState(state);
  }
}
