import { tierOf } from '../../connections/change-tier.ts';
import type { Connection } from '../../connections/connection.ts';
import type { HealthReport } from '../../health/health.ts';
import { catalog } from '../../providers/catalog.ts';
import type { OutputOf } from '../contract.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';
import { viewHealth } from './view-health.ts';

export interface ConnectionFacts {
  readonly modelsCount: number;
  readonly health: HealthReport;
}

/** A connection as the contract shows it. */
export function viewConnection(
  connection: Connection,
  { modelsCount, health }: ConnectionFacts,
): OutputOf<'connections.show'> {
  const provider = catalog.get(connection.providerId);
  const { links = null, baseUrl = null } = provider ?? {};
  return {
    id: connection.id,
    workspace_id: connection.workspaceId,
    provider: connection.providerId,
    label: connection.label,
    slug: connection.slug,
    kind: connection.kind,
    base_url: connection.baseUrl ?? baseUrl,
    declared_region: connection.declaredRegion,
    data_policy: connection.dataPolicy,
    billing: connection.billing,
    environment: connection.environment,
    tags: [...connection.tags],
    ref_id: connection.refId,
    is_enabled: connection.isEnabled,
    is_default: connection.isDefault,
    key_source: connection.keySource,
    key_reference: previewReference(connection.keyReference),
    key_preview: connection.keyPreview,
    key_version: connection.keyVersion,
    validation_status: connection.validationStatus,
    last_tested_at: isoTimeOrNull(connection.lastTestedAt),
    last_test_latency_ms: connection.lastTestLatencyMs,
    models_count: connection.modelsFetchedAt === null ? null : modelsCount,
    models_fetched_at: isoTimeOrNull(connection.modelsFetchedAt),
    max_concurrent: connection.maxConcurrent,
    tier: tierOf(connection),
    detected_tier: connection.detectedTier,
    tier_source: connection.tierSource,
    ...viewHealth(health),
    created_at: isoTime(connection.createdAt),
    rotated_at: isoTimeOrNull(connection.rotatedAt),
    expires_at: isoTimeOrNull(connection.expiresAt),
    links: links === null ? null : { keys: links.keys, usage: links.usage, billing: links.billing },
  };
}

/** A command may hold more than it should, so only the program it runs is shown. */
function previewReference(reference: string | null): string | null {
  if (reference?.startsWith('exec:') !== true) return reference;
  const [program = '', ...rest] = reference.slice('exec:'.length).trim().split(/\s+/);
  return rest.length === 0 ? `exec:${program}` : `exec:${program} ...`;
}
