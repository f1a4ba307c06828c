import type { UsageRecordView } from '../../usage/usage-reader.ts';
import { requestIdOf } from '../../usage/usage-record.ts';
import type { OutputOf } from '../contract.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';

export type WireUsageRecord = OutputOf<'requests.list'>['requests'][number];

/** A usage record as the contract shows it. */
export function viewUsageRecord(record: UsageRecordView): WireUsageRecord {
  return {
    id: requestIdOf(record.id),
    started_at: isoTime(record.startedAt),
    first_byte_at: isoTimeOrNull(record.firstByteAt),
    ended_at: isoTimeOrNull(record.endedAt),
    workspace_id: record.workspaceId,
    virtual_key_id: record.virtualKeyId,
    virtual_key_label: record.virtualKeyLabel,
    connection_id: record.connectionId,
    connection: record.connectionSlug,
    provider: record.providerId,
    requested_model: record.requestedModel,
    served_model: record.servedModel,
    dialect: record.dialect,
    operation: record.operation,
    is_streamed: record.isStreamed,
    attempts: record.attempts,
    attempt_log: readAttemptLog(record.attemptLog),
    status: record.status,
    outcome: record.outcome,
    error_code: record.errorCode,
    input_tokens: record.inputTokens,
    cached_input_tokens: record.cachedInputTokens,
    cache_write_tokens: record.cacheWriteTokens,
    output_tokens: record.outputTokens,
    reasoning_tokens: record.reasoningTokens,
    is_estimated: record.isEstimated,
    cost_usd: record.costUsd,
    price_source: record.priceSource,
    client: record.client,
  };
}

/** The record a request id names; the contract has checked its form. */
export const recordIdOf = (requestId: string): number =>
  Number.parseInt(requestId.slice('req_'.length), 36);

function readAttemptLog(text: string | null): WireUsageRecord['attempt_log'] {
  const entries: WireUsageRecord['attempt_log'] = text === null ? [] : JSON.parse(text);
  return entries;
}
