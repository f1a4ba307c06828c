import { AppError } from '../errors.ts';
import type { EventType } from '../events/event.ts';
import { describeUnexpected } from '../log.ts';
import { catalog } from '../providers/catalog.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import type { Connection, ListedModel } from './connection.ts';
import { discoverModels } from './discover-models.ts';
import { Rounds } from './rounds.ts';

const INTERVAL_MS = 600_000;
const CONCURRENCY = 4;

/** After these a connection may have become able to list its models, or have others. */
const occasions: ReadonlySet<EventType> = new Set([
  'key.enabled',
  'vault.unlocked',
  'connection.updated',
]);

/**
 * Keeps the model lists fresh: every ten minutes, a few connections at a time, the ones switched on. A
 * list stays in use while it is refreshed and when that fails.
 */
export class ModelRefresher {
  readonly #deps: ConnectionDeps;
  readonly #rounds: Rounds;
  readonly #underWay = new Map<string, Promise<readonly ListedModel[]>>();
  #ending = new AbortController();
  #unsubscribe: (() => void) | undefined;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.#rounds = new Rounds(() => this.#refreshAll(), INTERVAL_MS, deps.log);
  }

  start(): void {
    this.#ending = new AbortController();
    this.#unsubscribe ??= this.#deps.events.subscribe((event) => {
      if (occasions.has(event.type)) void this.refreshStale();
    });
    this.#rounds.start();
  }

  /** Also gives up what is being asked. */
  stop(): void {
    this.#rounds.stop();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#ending.abort();
  }

  /** A round now, or the end of the one under way. Never rejects. */
  refreshStale(): Promise<void> {
    return this.#rounds.run();
  }

  /** Asks now, once for all who ask at the same time. @throws as `discoverModels` */
  refresh(connectionId: string): Promise<readonly ListedModel[]> {
    const running = this.#underWay.get(connectionId);
    if (running !== undefined) return running;
    const refresh = discoverModels(this.#deps, connectionId, this.#ending.signal).finally(() =>
      this.#underWay.delete(connectionId),
    );
    this.#underWay.set(connectionId, refresh);
    return refresh;
  }

  async #refreshAll(): Promise<void> {
    const waiting = this.#deps.connections.list().filter((c) => this.#isStale(c));
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (this.#ending.signal.aborted) return;
        // Each worker takes the next when it is done with the one before.
        // oxlint-disable-next-line no-await-in-loop
        await this.#refreshQuietly(next.id);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
  }

  /** Half the interval, so that a list fetched a moment after the last round is not left out of this one. */
  #isStale({ isEnabled, providerId, modelsFetchedAt }: Connection): boolean {
    const age = this.#deps.clock() - (modelsFetchedAt ?? Number.NEGATIVE_INFINITY);
    const isListed = catalog.get(providerId)?.modelListing != null;
    return isEnabled && isListed && Math.abs(age) >= INTERVAL_MS / 2;
  }

  async #refreshQuietly(connectionId: string): Promise<void> {
    try {
      await this.refresh(connectionId);
    } catch (error) {
      const why = error instanceof AppError ? { code: error.code } : describeUnexpected(error);
      this.#deps.log.debug('models_not_refreshed', { connection: connectionId, ...why });
    }
  }
}
