import type { Connection } from './connection.ts';
import type { ProbeResult } from './probe.ts';

/**
 * A connection as a probe found it. An answer that proves nothing (a rate limit, a server error) lets an
 * earlier verdict on the same key stand.
 */
export function withProbe(connection: Connection, probe: ProbeResult, now: number): Connection {
  const former = connection.validationStatus;
  const isUndecided = probe.validationStatus === 'untested' && former !== 'unreachable';
  return {
    ...connection,
    validationStatus: isUndecided ? former : probe.validationStatus,
    lastTestedAt: now,
    lastTestLatencyMs: probe.latencyMs,
  };
}
