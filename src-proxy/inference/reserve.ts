/**
 * Takes what a call needs of its key's limits and budgets before a byte is sent, by whatever route the
 * call came: the one gate all of them pass. What it took is settled in settle.ts, when the call is over.
 */
import { AppError } from '../errors.ts';
import type { TokenEstimate } from '../prices/price.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import { ClientGone } from './client-gone.ts';
import type { Exchange, InferenceDeps } from './exchange.ts';
import type { RoutePlan } from './plan/route-plan.ts';
import type { Call } from './read-call.ts';

/** Set aside for a call that names no cap of its own: more than most answers take. */
export const DEFAULT_OUTPUT_TOKENS = 4096;

/** A price nobody knows is held as this, so that nothing of unknown cost begins once a budget is used up. */
const SMALLEST_NANO = 1;

type Sized = Pick<Call, 'inputTokens' | 'outputCap' | 'answerCount'>;

/**
 * The plan, without connections of unknown price where the key refuses such.
 *
 * @throws price_unknown, budget_exhausted, rate_limit_requests, rate_limit_tokens,
 * rate_limit_concurrency; ClientGone
 */
export async function reserve(
  exchange: Exchange,
  call: Sized,
  plan: RoutePlan,
  deps: InferenceDeps,
): Promise<RoutePlan> {
  const { allowances, recorder } = deps;
  const owner = allowances.ownerOf(exchange.caller);
  if (!allowances.binds(owner)) return plan;
  const estimate = tokensOf(exchange, call);
  exchange.estimate = estimate;
  const priced = await pricePlan(exchange, estimate, plan, owner, deps);
  const demand = {
    tokens: estimate.input + estimate.output,
    nano: priced.usd === null ? SMALLEST_NANO : Math.ceil(priced.usd * 1e9),
  };
  exchange.hold = await allowances.enter(owner, demand, exchange.record, (gone) => {
    exchange.response.once('close', gone);
    return () => exchange.response.removeListener('close', gone);
  });
  if (exchange.hold === null) throw new ClientGone();
  if (priced.usd !== null && allowances.budgets.isBudgeted(owner)) {
    exchange.record.reservedUsd = priced.usd;
    recorder.update(exchange.record);
  }
  return priced.plan;
}

interface PricedPlan {
  readonly plan: RoutePlan;
  /** What the dearest candidate may cost; null where nobody knows of any. */
  readonly usd: number | null;
}

async function pricePlan(
  exchange: Exchange,
  estimate: TokenEstimate,
  plan: RoutePlan,
  owner: VirtualKey,
  { allowances, prices }: InferenceDeps,
): Promise<PricedPlan> {
  const isRefusing = owner.unknownPrice === 'refuse';
  if (isFree(exchange) || !(isRefusing || allowances.budgets.isBudgeted(owner))) {
    return { plan, usd: 0 };
  }
  if (!prices.isLoaded) await prices.loaded();
  const { startedAt, requestedModel } = exchange.record;
  const ceilings = plan.candidates.map((candidate) =>
    prices.ceiling(candidate, candidate.model, estimate, startedAt),
  );
  const usd = ceilings.reduce(dearer);
  if (!isRefusing) return { plan, usd };
  const [first, ...rest] = plan.candidates.filter((_, at) => ceilings[at] !== null);
  if (first === undefined) {
    throw new AppError('price_unknown', { model: requestedModel ?? 'this call', key: owner.label });
  }
  return { plan: { ...plan, candidates: [first, ...rest] }, usd };
}

const dearer = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

function tokensOf(exchange: Exchange, call: Sized): TokenEstimate {
  const { operation } = exchange.endpoint;
  const isSpoken = operation === 'realtime' || operation === 'audio';
  if (isFree(exchange)) return { input: 0, output: 0, isSpoken };
  const cap = call.outputCap ?? DEFAULT_OUTPUT_TOKENS;
  const output = withoutOutput.has(operation) ? 0 : cap * call.answerCount;
  return { input: call.inputTokens(), output, isSpoken };
}

/** Operations no provider charges for, or that only look at what was paid for before. */
const free: ReadonlySet<string> = new Set(['count_tokens', 'files', 'response']);

const withoutOutput: ReadonlySet<string> = new Set(['embeddings', 'embed_content', 'moderations']);

/** Whether a call runs no model. */
function isFree({ endpoint, request }: Exchange): boolean {
  if (endpoint.operation === 'realtime') return false;
  return !endpoint.hasBody || request.method === 'DELETE' || free.has(endpoint.operation);
}
