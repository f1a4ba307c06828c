import { AppError } from '../../errors.ts';
import type { RequestFilters, UsageGroup } from '../../usage/usage-reader.ts';
import type { CheckedInputOf, OutputOf } from '../contract.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';
import { recordIdOf, viewUsageRecord } from './view-usage-record.ts';

type Totals = OutputOf<'usage.summary'>['total'];

const WEEK_MS = 7 * 86_400_000;

export function usageHandlers(deps: ManagementDeps): HandlersOf<'usage.summary' | 'requests.list'> {
  return {
    'usage.summary': (input) => summarise(deps, input),
    'requests.list': async (input) => {
      const rows = await deps.usage.listRequests({
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
  { since, until, by }: CheckedInputOf<'usage.summary'>,
): Promise<OutputOf<'usage.summary'>> {
  const untilMs = until === undefined ? deps.clock() : Date.parse(until);
  const sinceMs = since === undefined ? untilMs - WEEK_MS : Date.parse(since);
  if (sinceMs > untilMs) {
    throw new AppError('field_invalid', { field: 'since', problem: 'must not be after until' });
  }
  const groups = await deps.usage.summarise({ sinceMs, untilMs: untilMs + 1, by });
  return {
    since: isoTime(sinceMs),
    until: isoTime(untilMs),
    by,
    total: addUp(groups),
    groups: groups.map((group) => ({
      id: group.id,
      name: group.name,
      ...addUp([group]),
      last_request_at: isoTimeOrNull(group.lastRequestAt),
    })),
  };
}

/** A known cost is summed up; where requests had tokens and none has a price it stays unknown, which is not 0. */
export function addUp(groups: readonly UsageGroup[]): Totals {
  const sum = (count: (group: UsageGroup) => number): number =>
    groups.reduce((total, group) => total + count(group), 0);
  const unpriced = sum((group) => group.unpricedRequests);
  const isKnown = unpriced === 0 || groups.some((group) => group.costUsd !== null);
  return {
    requests: sum((group) => group.requests),
    failed_requests: sum((group) => group.failedRequests),
    input_tokens: sum((group) => group.inputTokens),
    cached_input_tokens: sum((group) => group.cachedInputTokens),
    cache_write_tokens: sum((group) => group.cacheWriteTokens),
    output_tokens: sum((group) => group.outputTokens),
    reasoning_tokens: sum((group) => group.reasoningTokens),
    cost_usd: isKnown ? sum((group) => group.costUsd ?? 0) : null,
    unpriced_requests: unpriced,
  };
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

/** The id of one that was disconnected is taken as it is: its history stays. */
function connectionId({ connections }: ManagementDeps, name: string): string {
  return /^conn_\w+$/.test(name) ? name : connections.find(name).id;
}
