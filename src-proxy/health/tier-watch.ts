import type { Connection } from '../connections/connection.ts';
import type { Connections } from '../connections/connections.ts';
import { saveLogged } from '../connections/save-logged.ts';
import type { EventLog } from '../events/event-log.ts';
import { detectTier } from '../providers/tiers/detect-tier.ts';
import type { SeenLimits } from './headroom.ts';

/**
 * Keeps a connection's detected tier as its limits tell it. Limits that no published tier has say nothing: what was
 * detected before stays. Where the user named the tier, nothing is looked for.
 */
export class TierWatch {
  readonly #connections: Connections;
  readonly #events: EventLog;

  constructor(connections: Connections, events: EventLog) {
    this.#connections = connections;
    this.#events = events;
  }

  /** To be called when the sizes of the limits are not those seen before. */
  look(connectionId: string, { limits, model }: SeenLimits): void {
    const connection = this.#connections.get(connectionId);
    if (connection === undefined || connection.tierSource !== 'auto_detected') return;
    const tier = detectTier(connection.providerId, model ?? '', limits);
    if (tier !== null && tier !== connection.detectedTier) this.#save(connection, tier);
  }

  #save(connection: Connection, detectedTier: string): void {
    const facts = { changed: 'detectedTier', tier: detectedTier };
    saveLogged(
      { connections: this.#connections, events: this.#events },
      { ...connection, detectedTier },
      { type: 'connection.updated', actor: 'engine', facts },
    );
  }
}

/** Whether two readings tell of limits of the same sizes: then they tell of the same tier. */
export function haveSameSizes(a: SeenLimits | null, b: SeenLimits): boolean {
  return (
    a !== null &&
    a.model === b.model &&
    a.limits.length === b.limits.length &&
    a.limits.every(({ kind, limit }, at) => {
      const other = b.limits[at];
      return other !== undefined && other.kind === kind && other.limit === limit;
    })
  );
}
