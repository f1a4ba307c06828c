import type { RateLimit } from '../providers/rate-limit-headers.ts';
import type { Store } from '../store/open-store.ts';
import type { SeenLimits } from './headroom.ts';

interface Row {
  readonly connectionId: string;
  readonly limits: string;
  readonly seenAt: number;
}

/** The limits last seen, by connection id, as they were written down. */
export function readLimits(store: Store): ReadonlyMap<string, SeenLimits> {
  const rows = store
    .prepare<[], Row>(
      `SELECT connection_id AS connectionId, l.limits, seen_at AS seenAt FROM connection_limits l
       JOIN connections c ON c.id = connection_id WHERE c.disconnected_at IS NULL`,
    )
    .all();
  return new Map(
    rows.map(({ connectionId, limits: text, seenAt }) => {
      const { limits, model }: { limits: RateLimit[]; model: string | null } = JSON.parse(text);
      return [connectionId, { limits, model, seenAt }];
    }),
  );
}

export function writeLimits(store: Store, connectionId: string, seen: SeenLimits): void {
  const { limits, model, seenAt } = seen;
  store
    .prepare(
      `INSERT INTO connection_limits VALUES (?, ?, ?)
       ON CONFLICT (connection_id) DO UPDATE SET limits = excluded.limits, seen_at = excluded.seen_at`,
    )
    .run(connectionId, JSON.stringify({ limits, model }), seenAt);
}
