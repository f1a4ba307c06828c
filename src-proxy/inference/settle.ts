import type { Connection } from '../connections/connection.ts';
import type { TokenUsage } from '../dialects/dialect.ts';
import type { AppError } from '../errors.ts';
import { findProvider } from '../providers/catalog.ts';
import type { Provider } from '../providers/provider.ts';
import { ClientGone } from './client-gone.ts';
import type { Exchange, InferenceDeps } from './exchange.ts';
import type { Call } from './read-call.ts';
import type { Relay } from './relay.ts';

/** Roughly what a token takes in English text; used only where a provider reports nothing. */
const BYTES_PER_TOKEN = 4;
/** In a stream each comes in an event of its own, which weighs a multiple of it. */
const BYTES_PER_STREAMED_TOKEN = 250;

/** Writes down how a request ended that a provider began to answer, and what it cost. */
export async function settleAnswer(
  exchange: Exchange,
  call: Pick<Call, 'bodyBytes'>,
  relay: Relay,
  deps: InferenceDeps,
): Promise<void> {
  const outcome = await relay.outcome;
  const { record } = exchange;
  if (!deps.prices.isLoaded) await deps.prices.loaded();
  record.status = relay.status;
  record.firstByteAt = relay.firstByteAt;
  record.isStreamed ||= relay.isEventStream;
  if (outcome.kind === 'client_gone') {
    record.outcome = 'client_gone';
  } else if (outcome.kind === 'relayed' && outcome.cut !== null) {
    record.outcome = 'upstream_error';
    record.errorCode = outcome.cut.code;
  } else {
    record.outcome = (relay.status ?? 0) < 400 ? 'ok' : 'upstream_error';
  }
  account(exchange, call, relay, deps);
  closeRecord(exchange, deps);
}

/** Writes down a request that got no answer from a provider, and why. */
export function settleRefusal(
  exchange: Exchange,
  reason: AppError | ClientGone,
  deps: InferenceDeps,
): void {
  const { record } = exchange;
  if (reason instanceof ClientGone) {
    record.outcome = 'client_gone';
  } else {
    record.outcome = record.attempts > 0 ? 'upstream_error' : 'refused';
    record.status = reason.status;
    record.errorCode = reason.code;
  }
  closeRecord(exchange, deps);
}

function account(
  exchange: Exchange,
  call: Pick<Call, 'bodyBytes'>,
  relay: Relay,
  deps: InferenceDeps,
): void {
  const { record, endpoint } = exchange;
  const reading = relay.reading();
  record.servedModel = reading?.servedModel ?? record.servedModel;
  const isBillable = (relay.status ?? 500) < 300 && billable.has(endpoint.operation);
  const usage = reading?.usage ?? (isBillable ? estimate(call, relay) : null);
  if (usage === null) return;
  record.isEstimated = reading === null || reading.usage === null;
  recordUsage(exchange, usage, deps);
}

/** Tokens and what they cost. */
function recordUsage({ record }: Exchange, usage: TokenUsage, deps: InferenceDeps): void {
  record.inputTokens = usage.input;
  record.cachedInputTokens = usage.cachedInput;
  record.cacheWriteTokens = usage.cacheWrite;
  record.outputTokens = usage.output;
  record.reasoningTokens = usage.reasoning;
  const provider = findProvider(record.providerId ?? '');
  const connection = deps.connections.get(record.connectionId ?? '');
  const free = freeOf(provider, connection);
  const price =
    free === null
      ? deps.prices.price(provider.priceListId, record.servedModel, usage, record.startedAt)
      : { usd: 0, source: free };
  record.costUsd = price.usd;
  record.priceSource = price.source;
}

/** Why tokens cost nothing here: paid by subscription, or run on a machine of the user's own. Null: they do. */
function freeOf(provider: Provider, connection: Connection | undefined): string | null {
  if (connection?.billing === 'subscription') return 'subscription';
  return provider.kind === 'demo' || provider.kind === 'self_hosted' ? provider.kind : null;
}

/** Operations that run a model and answer in text, whose tokens can be guessed from their bytes. */
const billable: ReadonlySet<string> = new Set([
  'chat',
  'completions',
  'responses',
  'messages',
  'generate_content',
]);

function estimate(call: Pick<Call, 'bodyBytes'>, relay: Relay): TokenUsage {
  return {
    input: Math.ceil(call.bodyBytes / BYTES_PER_TOKEN),
    cachedInput: 0,
    cacheWrite: 0,
    output: Math.ceil(
      relay.bytes / (relay.isEventStream ? BYTES_PER_STREAMED_TOKEN : BYTES_PER_TOKEN),
    ),
    reasoning: 0,
  };
}

function closeRecord({ record, caller }: Exchange, deps: InferenceDeps): void {
  record.endedAt = deps.clock();
  deps.virtualKeys.noteUse(caller.id, record.endedAt);
  deps.recorder.close(record);
}
