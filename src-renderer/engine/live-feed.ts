import type { ManagementClient, StreamMessage } from '../../src-proxy/management/client.ts';

export type LiveState = 'connecting' | 'live' | 'lost';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
/** Twice the engine's heartbeat and a bit: silence this long means the connection is gone. */
const SILENCE_MS = 35_000;

/** Everything that happens, as it happens; comes back by itself after an interruption. */
export class LiveFeed {
  readonly #client: ManagementClient;
  readonly #listeners = new Set<(message: StreamMessage) => void>();
  readonly #stateListeners = new Set<() => void>();
  #state: LiveState = 'connecting';
  #lastId: number | undefined;
  #waitMs = FIRST_WAIT_MS;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  readonly getState = (): LiveState => this.#state;

  readonly onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => void this.#stateListeners.delete(listener);
  };

  readonly onMessage = (listener: (message: StreamMessage) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Until `signal` is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- one connection after the other is the point
      await this.#listen(signal);
      if (signal.aborted) return;
      this.#setState('lost');
      // oxlint-disable-next-line no-await-in-loop -- the same
      await wait(this.#waitMs);
      this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
    }
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), SILENCE_MS);
    const options = {
      signal: AbortSignal.any([signal, silence.signal]),
      ...(this.#lastId === undefined ? {} : { afterId: this.#lastId }),
    };
    try {
      await this.#client.subscribe((message) => {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), SILENCE_MS);
        this.#receive(message);
      }, options);
    } catch {
      // Whatever it was, the answer is to come back.
    } finally {
      clearTimeout(timer);
    }
  }

  #receive(message: StreamMessage): void {
    this.#waitMs = FIRST_WAIT_MS;
    this.#setState('live');
    if (message.type === 'event') this.#lastId = message.event.id;
    for (const listener of this.#listeners) listener(message);
  }

  #setState(state: LiveState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#stateListeners) listener();
  }
}

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
