import type { CircuitState } from '../../health/circuit.ts';
import type { HealthReport } from '../../health/health.ts';
import type { OutputOf } from '../contract.ts';
import { isoTimeOrNull } from './iso-time.ts';

type Connection = OutputOf<'connections.show'>;

const states: Readonly<Record<CircuitState, Connection['health']['state']>> = {
  closed: 'healthy',
  open: 'unhealthy',
  half_open: 'probing',
};

/** How a connection is doing, as the contract shows it. */
export function viewHealth({
  circuit,
  failures,
  reopensAt,
  limits,
}: HealthReport): Pick<Connection, 'health' | 'limits' | 'limits_model' | 'limits_seen_at'> {
  return {
    health: { state: states[circuit], failures, retry_at: isoTimeOrNull(reopensAt) },
    limits: (limits?.limits ?? []).map(({ kind, limit, remaining, resetAt }) => ({
      kind,
      limit,
      remaining,
      resets_at: isoTimeOrNull(resetAt),
    })),
    limits_model: limits?.model ?? null,
    limits_seen_at: isoTimeOrNull(limits?.seenAt ?? null),
  };
}
