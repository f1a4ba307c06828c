import { AppError } from '../../src-proxy/errors.ts';
import type { ManagementClient, StreamMessage } from '../../src-proxy/management/client.ts';

const MAX_A_PAGE = 8;

interface Listener {
  readonly onMessage: (message: StreamMessage) => void;
  readonly onEnd: () => void;
}

/** The event streams pages listen to, by the page and the number it gave them. */
export class Subscriptions {
  readonly #client: ManagementClient;
  readonly #running = new Map<number, Map<number, AbortController>>();

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** @throws bridge_streams_full */
  begin(page: number, id: number, afterId: number | undefined, listener: Listener): void {
    const ofPage = this.#running.get(page) ?? new Map<number, AbortController>();
    this.#running.set(page, ofPage);
    ofPage.get(id)?.abort();
    if (ofPage.size >= MAX_A_PAGE && !ofPage.has(id)) {
      throw new AppError('bridge_streams_full', { limit: MAX_A_PAGE });
    }
    const ending = new AbortController();
    ofPage.set(id, ending);
    const onMessage = (message: StreamMessage): void => {
      if (!ending.signal.aborted) listener.onMessage(message);
    };
    const options = { signal: ending.signal, ...(afterId === undefined ? {} : { afterId }) };
    const ended = (): void => {
      if (ending.signal.aborted) return;
      ofPage.delete(id);
      listener.onEnd();
    };
    this.#client.subscribe(onMessage, options).then(ended, ended);
  }

  end(page: number, id: number): void {
    this.#running.get(page)?.get(id)?.abort();
    this.#running.get(page)?.delete(id);
  }

  /** The page is gone, or begins anew. */
  endAll(page: number): void {
    for (const ending of this.#running.get(page)?.values() ?? []) ending.abort();
    this.#running.delete(page);
  }
}
