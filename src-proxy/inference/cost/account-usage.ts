import type { AnswerReading, TokenUsage } from '../../dialects/dialect.ts';
import { findProvider } from '../../providers/catalog.ts';
import type { UsageRecord } from '../../usage/usage-record.ts';
import type { Exchange, InferenceDeps } from '../exchange.ts';
import type { Call } from '../read-call.ts';
import type { Relay } from '../answer/relay.ts';

/** Roughly what a token takes in English text; used only where a provider reports nothing. */
const BYTES_PER_TOKEN = 4;
/** In a stream each comes in an event of its own, which weighs a multiple of it. */
export const BYTES_PER_STREAMED_TOKEN = 250;

/** Writes down what an answer took: as its provider counted, or where it did not, as its bytes tell. */
export function accountUsage(
  exchange: Exchange,
  call: Pick<Call, 'estimateInput'>,
  relay: Relay,
  deps: InferenceDeps,
): void {
  const { record, endpoint } = exchange;
  const asked = record.servedModel;
  const reading = relay.reading() ?? NOTHING;
  record.servedModel = reading.servedModel ?? asked;
  if (!isAnswered(relay)) return recordTold(record, reading.usage, asked, deps);
  const goesOn = exchange.runsOn && !reading.isComplete;
  const isText = answeringInText.has(endpoint.operation);
  const told = isText ? believe(reading, exchange, call, relay) : reading.usage;
  const usage = goesOn ? null : told;
  record.isEstimated = usage !== reading.usage;
  if (usage !== null) recordTold(record, usage, asked, deps);
  else if (endpoint.operation !== 'realtime') recordReservation(record);
}

/** Rather than refused; an open tunnel counts, too. */
export const isAnswered = ({ status }: Relay): boolean => status !== null && status < 300;

function recordTold(
  record: UsageRecord,
  usage: TokenUsage | null,
  asked: string | null,
  deps: InferenceDeps,
): void {
  if (usage !== null) recordUsage(record, usage, [record.servedModel, asked], deps);
}

/**
 * Writes down what a call took whose client left before the answer: its input, as it was thought to be
 * when that was reserved. Whoever gives up and asks again, over and over, pays for every time. What goes
 * on without its client counts all that was set aside.
 */
export function accountAbandoned(exchange: Exchange, deps: InferenceDeps): void {
  const { record, estimate } = exchange;
  if (exchange.runsOn) return recordReservation(record);
  if (estimate === null || estimate.input === 0 || !deps.prices.isLoaded) return;
  record.isEstimated = true;
  const nothing = { cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 };
  recordUsage(record, { ...nothing, input: estimate.input }, [record.servedModel], deps);
}

const NOTHING: AnswerReading = { usage: null, servedModel: null, isComplete: true };

/** Operations that run a model and answer in text, whose tokens can be guessed from their bytes. */
const answeringInText: ReadonlySet<string> = new Set([
  'chat',
  'completions',
  'responses',
  'messages',
  'generate_content',
]);

/**
 * Where nothing was reported, the input as it was reserved for, or would have been. Of an answer that was cut,
 * what was reported is what was counted until then: what came since counts too.
 */
function believe(
  { usage, isComplete }: AnswerReading,
  { estimate }: Exchange,
  call: Pick<Call, 'estimateInput'>,
  relay: Relay,
): TokenUsage {
  const output = outputOf(relay);
  if (usage === null) {
    const { input } = estimate ?? call.estimateInput();
    return { input, cachedInput: 0, cacheWrite: 0, output, reasoning: 0 };
  }
  return isComplete || usage.output >= output ? usage : { ...usage, output };
}

/** As its bytes tell. */
const outputOf = (relay: Relay): number =>
  Math.ceil(relay.bytes / (relay.isEventStream ? BYTES_PER_STREAMED_TOKEN : BYTES_PER_TOKEN));

/** Tokens and what they cost, by the first of `models` whose price is known. */
export function recordUsage(
  record: UsageRecord,
  usage: TokenUsage,
  models: readonly (string | null)[],
  { prices, connections }: InferenceDeps,
): void {
  record.inputTokens = usage.input;
  record.cachedInputTokens = usage.cachedInput;
  record.cacheWriteTokens = usage.cacheWrite;
  record.outputTokens = usage.output;
  record.reasoningTokens = usage.reasoning;
  const target = {
    provider: findProvider(record.providerId ?? ''),
    connection: connections.get(record.connectionId ?? ''),
  };
  const price = prices.price(target, models, usage, record.startedAt);
  record.costUsd = price.usd;
  record.priceSource = price.source;
}

/** Pictures, sound: where nothing tells what a call took, it took what was set aside for it. */
export function recordReservation(record: UsageRecord): void {
  if (record.reservedUsd === null) return;
  record.isEstimated = true;
  record.costUsd = record.reservedUsd;
  record.priceSource = 'reservation';
}
