import type { ProbeResult } from '../../connections/probe.ts';
import type { OutputOf } from '../contract.ts';

/** What a probe found, as the contract shows it: of the models only how many there are. */
export function viewProbe(probe: ProbeResult): OutputOf<'connections.probe'> {
  const { error } = probe;
  return {
    validation_status: probe.validationStatus,
    http_status: probe.status,
    latency_ms: probe.latencyMs,
    models_count: probe.models?.length ?? null,
    error: error === null ? null : { code: error.code, message: error.message },
  };
}
