import { AppError } from '../../errors.ts';
import type { ExportFormat } from '../../usage/export-usage.ts';
import type { UsageFilters } from '../../usage/usage-dimensions.ts';
import type { RequestFilters } from '../../usage/usage-reader.ts';
import type { UsageTotals } from '../../usage/usage-totals.ts';
import type { CheckedInputOf, OutputOf } from '../contract.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';
import { recordIdOf, viewUsageRecord } from './view-usage-record.ts';

type UsageOperation =
  | 'usage.summary'
  | 'usage.export_csv'
  | 'usage.export_json'
  | 'usage.show_retention'
  | 'usage.set_retention'
  | 'requests.show'
  | 'requests.list';

const WEEK_MS = 7 * 86_400_000;

export function usageHandlers(deps: ManagementDeps): HandlersOf<UsageOperation> {
  const { usage, usageRetention, events } = deps;
  return {
    'usage.summary': (input) => summarise(deps, input),
    'usage.export_csv': (input, { signal }) => exportFile(deps, 'csv', input, signal),
    'usage.export_json': (input, { signal }) => exportFile(deps, 'json', input, signal),
    'usage.show_retention': () => ({ days: usageRetention.days() }),
    'usage.set_retention': ({ days }, { actor }) => {
      usageRetention.set(days);
      const data = { setting: 'usage_retention', days };
      events.append({ type: 'settings.changed', actor, subjectId: null, data });
      return { days: usageRetention.days() };
    },
    'requests.show': ({ request }) => {
      const record = usage.findRequest(recordIdOf(request));
      if (record === null) throw new AppError('request_not_found', { request });
      return viewUsageRecord(record);
    },
    'requests.list': async (input) => {
      const rows = await usage.listRequests({
        limit: input.limit,
        filters: readFilters(deps, input),
        ...(input.before_id === undefined ? {} : { beforeId: recordIdOf(input.before_id) }),
      });
      const requests = rows.map(viewUsageRecord);
      const last = requests.length === input.limit ? requests.at(-1) : undefined;
      return { requests, next_before_id: last?.id ?? null };
    },
  };
}

async function summarise(
  deps: ManagementDeps,
  input: CheckedInputOf<'usage.summary'>,
): Promise<OutputOf<'usage.summary'>> {
  const { by } = input;
  const { sinceMs, untilMs } = readRange(deps, input);
  const filters = readSummaryFilters(deps, input);
  const { total, groups } = await deps.usage.summarise({
    sinceMs,
    untilMs: untilMs + 1,
    by,
    filters,
  });
  return {
    since: isoTime(sinceMs),
    until: isoTime(untilMs),
    by,
    total: viewTotals(total),
    groups: groups.map((group) => ({
      id: group.id,
      name: group.name,
      ...viewTotals(group),
      last_request_at: isoTimeOrNull(group.lastRequestAt),
    })),
  };
}

/** @throws field_invalid */
function readRange(
  { clock }: ManagementDeps,
  { since, until }: CheckedInputOf<'usage.export_csv'>,
): { readonly sinceMs: number; readonly untilMs: number } {
  const untilMs = until === undefined ? clock() : Date.parse(until);
  const sinceMs = since === undefined ? untilMs - WEEK_MS : Date.parse(since);
  if (sinceMs > untilMs) {
    throw new AppError('field_invalid', { field: 'since', problem: 'must not be after until' });
  }
  return { sinceMs, untilMs };
}

function viewTotals(totals: UsageTotals): OutputOf<'usage.summary'>['total'] {
  const { inputTokens, cachedInputTokens } = totals;
  return {
    requests: totals.requests,
    failed_requests: totals.failedRequests,
    input_tokens: inputTokens,
    cached_input_tokens: cachedInputTokens,
    cache_write_tokens: totals.cacheWriteTokens,
    output_tokens: totals.outputTokens,
    reasoning_tokens: totals.reasoningTokens,
    cost_usd: totals.costUsd,
    unpriced_requests: totals.unpricedRequests,
    cache_hit_share: inputTokens === 0 ? null : cachedInputTokens / inputTokens,
    first_byte_ms: totals.firstByteMs,
    total_ms: totals.totalMs,
  };
}

/** The range is checked before the first piece is asked for. */
function exportFile(
  deps: ManagementDeps,
  format: ExportFormat,
  input: CheckedInputOf<'usage.export_csv'>,
  signal: AbortSignal,
): AsyncIterable<string> {
  const { sinceMs, untilMs } = readRange(deps, input);
  return exportPieces(deps, { format, sinceMs, untilMs: untilMs + 1 }, signal);
}

async function* exportPieces(
  { usage }: ManagementDeps,
  range: Parameters<ManagementDeps['usage']['exportPage']>[0],
  signal: AbortSignal,
): AsyncIterable<string> {
  let after: number | null = null;
  do {
    // oxlint-disable-next-line no-await-in-loop -- a page begins where the one before ended
    const page = await usage.exportPage(range, after);
    yield page.text;
    after = page.afterId;
  } while (after !== null && !signal.aborted);
}

function readFilters(deps: ManagementDeps, input: CheckedInputOf<'requests.list'>): RequestFilters {
  const { virtual_key, connection, model, outcome, since } = input;
  return {
    ...(virtual_key === undefined ? {} : { virtualKeyId: deps.virtualKeys.find(virtual_key).id }),
    ...(connection === undefined ? {} : { connectionId: connectionId(deps, connection) }),
    ...(model === undefined ? {} : { model }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(since === undefined ? {} : { sinceMs: Date.parse(since) }),
  };
}

function readSummaryFilters(
  deps: ManagementDeps,
  input: CheckedInputOf<'usage.summary'>,
): UsageFilters {
  const { virtual_key, connection, model, workspace } = input;
  return {
    ...(virtual_key === undefined ? {} : { virtualKeyId: deps.virtualKeys.find(virtual_key).id }),
    ...(connection === undefined ? {} : { connectionId: connectionId(deps, connection) }),
    ...(model === undefined ? {} : { model }),
    ...(workspace === undefined ? {} : { workspaceId: deps.workspaces.find(workspace).id }),
  };
}

/** The id of one that was disconnected is taken as it is: its history stays. */
function connectionId({ connections }: ManagementDeps, name: string): string {
  return /^conn_\w+$/.test(name) ? name : connections.find(name).id;
}
