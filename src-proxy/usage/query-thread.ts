/**
 * Runs long queries beside the request path: in a thread of its own, with its own read-only connection to
 * the store, so that a summary of a year delays no call. The thread starts with the first query and ends
 * when none has come for a while. Where it cannot be had or fails, a query runs in place: late is better
 * than not, and a failure is told by the store itself.
 */
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { describeUnexpected, type Log } from '../log.ts';
import type { Store } from '../store/open-store.ts';
import {
  usageQueries,
  type QueryAnswer,
  type QueryInput,
  type QueryName,
} from './usage-queries.ts';

/** What the thread is asked. It answers through the port, or closes it when it cannot. */
export interface QueryRequest<Name extends QueryName = QueryName> {
  readonly name: Name;
  readonly input: QueryInput<Name>;
  readonly port: MessagePort;
}

/** Beside this file, as source or compiled. */
const ENTRY = import.meta.url.endsWith('.ts')
  ? new URL('./query-thread-entry.ts', import.meta.url)
  : new URL('./query-thread-entry.js', import.meta.url);
const IDLE_MS = 30_000;

export class QueryThread {
  readonly #store: Store;
  readonly #log: Log;
  readonly #entry: URL;
  /** How each query under way ends when the thread does. */
  readonly #underWay = new Set<() => void>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(store: Store, log: Log, entry = ENTRY) {
    this.#store = store;
    this.#log = log;
    this.#entry = entry;
  }

  /** @throws what the query throws; engine_stopping */
  run<Name extends QueryName>(name: Name, input: QueryInput<Name>): Promise<QueryAnswer<Name>> {
    if (this.#isClosed) return Promise.reject(new AppError('engine_stopping'));
    const { promise, resolve, reject } = Promise.withResolvers<QueryAnswer<Name>>();
    const { port1: port, port2 } = new MessageChannel();
    const end = (): void => {
      this.#underWay.delete(runHere);
      port.close();
      this.#rest();
    };
    const runHere = (): void => {
      if (!this.#underWay.has(runHere)) return;
      end();
      try {
        if (this.#isClosed) throw new AppError('engine_stopping');
        resolve(usageQueries[name](this.#store, input));
      } catch (error) {
        reject(error);
      }
    };
    this.#underWay.add(runHere);
    port.once('message', (answer: QueryAnswer<Name>) => {
      end();
      resolve(answer);
    });
    port.once('close', runHere);
    const request: QueryRequest<Name> = { name, input, port: port2 };
    this.#awake().postMessage(request, [port2]);
    return promise;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #awake(): Worker {
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    return this.#worker;
  }

  #start(): Worker {
    // Nothing of the engine's environment or arguments is of use there.
    const worker = new Worker(this.#entry, { workerData: this.#store.name, env: {}, argv: [] });
    worker.once('error', (error) =>
      this.#log.warn('query_thread_failed', describeUnexpected(error)),
    );
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      for (const runHere of this.#underWay) runHere();
    });
    worker.unref();
    return worker;
  }

  /** Ends the thread after a while without queries: it holds some memory. */
  #rest(): void {
    if (this.#underWay.size > 0 || this.#isClosed) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#worker?.terminate(), IDLE_MS);
    this.#idle.unref();
  }
}
