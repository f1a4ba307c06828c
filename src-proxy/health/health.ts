/**
 * What the answers of each connection tell about it: whether calls should go there now, and what is left of its
 * limits. Kept in memory; the limits last seen are written down from time to time, so that a restart does
 * not forget a day's quota.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Connection } from '../connections/connection.ts';
import type { Connections } from '../connections/connections.ts';
import type { EventLog } from '../events/event-log.ts';
import type { EventType, LoggedEvent } from '../events/event.ts';
import { describeUnexpected, type Log } from '../log.ts';
import type { Provider } from '../providers/provider.ts';
import { readRateLimits } from '../providers/rate-limit-headers.ts';
import type { Store } from '../store/open-store.ts';
import type { CircuitState } from './circuit.ts';
import { ConnectionHealth, type Readiness } from './connection-health.ts';
import type { SeenLimits } from './headroom.ts';
import { readLimits, writeLimits } from './limits-table.ts';
import { haveSameSizes, TierWatch } from './tier-watch.ts';

/** Who serves a call: what a candidate of a route says. */
export interface Served {
  readonly connection: Connection;
  readonly provider: Provider;
  readonly model: string | null;
}

export interface HealthReport {
  readonly circuit: CircuitState;
  /** Calls that failed in a row. */
  readonly failures: number;
  readonly reopensAt: number | null;
  readonly limits: SeenLimits | null;
}

export interface HealthParts {
  readonly store: Store;
  readonly connections: Connections;
  readonly events: EventLog;
  readonly log: Log;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** After these, what was known is of another key or no more true. */
const freshStarts: ReadonlySet<EventType> = new Set(['key.rotated', 'key.revoked', 'key.enabled']);

export class Health {
  readonly #parts: HealthParts;
  readonly #tiers: TierWatch;
  readonly #byConnection = new Map<string, ConnectionHealth>();
  readonly #unhealthy = new Set<string>();
  readonly #unwritten = new Map<string, SeenLimits>();

  constructor(parts: HealthParts) {
    this.#parts = parts;
    this.#tiers = new TierWatch(parts.connections, parts.events);
    for (const [id, limits] of readLimits(parts.store)) {
      this.#byConnection.set(id, new ConnectionHealth(parts.random, limits));
    }
    parts.events.subscribe((event) => this.#hear(event));
  }

  readiness({ connection, model }: Served, now: number): Readiness {
    return this.#byConnection.get(connection.id)?.readiness(model, now) ?? 'ready';
  }

  /** When a connection that is not ready may be, as far as can be told. */
  readyAt({ connection, model }: Served, now: number): number | null {
    return this.#byConnection.get(connection.id)?.readyAt(model, now) ?? null;
  }

  /** The part of the tightest limit that is left, from 0 to 1; 1 where nothing is known. */
  headroom({ connection, model }: Served, now: number): number {
    return this.#byConnection.get(connection.id)?.headroom(model, now) ?? 1;
  }

  report(connectionId: string, now: number): HealthReport {
    const health = this.#byConnection.get(connectionId);
    return {
      circuit: health?.circuit.stateAt(now) ?? 'closed',
      failures: health?.circuit.failures ?? 0,
      reopensAt: health?.circuit.reopensAt ?? null,
      limits: health?.latestLimits ?? null,
    };
  }

  /** A call goes out. */
  begin({ connection }: Served, now: number): void {
    this.#byConnection.get(connection.id)?.circuit.begin(now);
  }

  /** The head of an answer. Costs next to nothing where a provider tells no limits and nothing is wrong. */
  noteHead(
    { connection, provider, model }: Served,
    status: number,
    headers: IncomingHttpHeaders,
    now: number,
  ): void {
    const family = provider.rateLimitHeaders;
    if (status < 500) this.#byConnection.get(connection.id)?.circuit.answer();
    if (family === 'none' && status < 400) return;
    const reading = readRateLimits(family, headers, now);
    if (reading.limits.length === 0 && status < 400) return;
    const health = this.#healthOf(connection.id);
    const before = health.latestLimits;
    health.note(model, status, reading, now);
    const after = health.latestLimits;
    if (after === null || after === before) return;
    this.#unwritten.set(connection.id, after);
    if (!haveSameSizes(before, after)) {
      this.#aside(() => this.#tiers.look(connection.id, after));
    }
  }

  /** A call went well to its end. */
  noteSuccess({ connection }: Served): void {
    this.#byConnection.get(connection.id)?.circuit.succeed();
    if (this.#unhealthy.delete(connection.id)) this.#tell('connection.recovered', connection, {});
  }

  /** A call failed through the provider's fault; `reason` is the code or status it failed with. */
  noteFailure({ connection }: Served, reason: string, now: number): void {
    // One that was disconnected meanwhile is past being healthy.
    if (this.#parts.connections.get(connection.id) === undefined) return;
    const { circuit } = this.#healthOf(connection.id);
    circuit.fail(now);
    if (circuit.reopensAt === null || this.#unhealthy.has(connection.id)) return;
    this.#unhealthy.add(connection.id);
    this.#tell('connection.unhealthy', connection, { reason, failures: circuit.failures });
  }

  /** A call ended without telling anything of the provider. */
  noteNothing({ connection }: Served): void {
    this.#byConnection.get(connection.id)?.circuit.abandon();
  }

  /** Writes down the limits seen since the last time. */
  saveLimits(): void {
    for (const [id, seen] of this.#unwritten) {
      if (this.#parts.connections.get(id) !== undefined) writeLimits(this.#parts.store, id, seen);
    }
    this.#unwritten.clear();
  }

  #healthOf(connectionId: string): ConnectionHealth {
    const known = this.#byConnection.get(connectionId);
    if (known !== undefined) return known;
    const health = new ConnectionHealth(this.#parts.random);
    this.#byConnection.set(connectionId, health);
    return health;
  }

  #hear({ type, subjectId, data }: LoggedEvent): void {
    const isProven = type === 'connection.tested' && data['validationStatus'] === 'valid';
    if (subjectId === null || !(isProven || freshStarts.has(type))) return;
    this.#byConnection.delete(subjectId);
    this.#unwritten.delete(subjectId);
    this.#unhealthy.delete(subjectId);
  }

  #tell(
    type: 'connection.unhealthy' | 'connection.recovered',
    { id, slug, label, providerId }: Connection,
    facts: LoggedEvent['data'],
  ): void {
    const data = { provider: providerId, label, slug, ...facts };
    this.#aside(() => this.#parts.events.append({ type, actor: 'engine', subjectId: id, data }));
  }

  /** What is written beside a call must not fail it. */
  #aside(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#parts.log.error('health_not_written', describeUnexpected(error));
    }
  }
}
