/**
 * Takes what a call needs of its key's limits and budgets before a byte is sent, by whatever route the
 * call came: the one gate all of them pass. What it took is settled in settle.ts, when the call is over.
 */
import { AppError } from '../errors.ts';
import type { TokenEstimate } from '../prices/price.ts';
import { toUsd } from '../policy/spending.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import { callCeiling, SMALLEST_NANO } from './cost/call-ceiling.ts';
import { ClientGone } from './client-gone.ts';
import type { OperationName } from './endpoint/endpoint.ts';
import type { Exchange, InferenceDeps } from './exchange.ts';
import { isFree } from './cost/is-free.ts';
import type { RoutePlan } from './plan/route-plan.ts';
import type { Call } from './read-call.ts';

/** Set aside for a call that names no cap of its own: more than most answers take. */
export const DEFAULT_OUTPUT_TOKENS = 4096;

const NOTHING: TokenEstimate = { input: 0, output: 0, isSpoken: false, isKeptForHour: false };

/** No call takes more; sums stay numbers whatever a body names. */
const MOST_TOKENS = 1e9;

type Sized = Pick<Call, 'estimateInput' | 'outputCap' | 'context' | 'answerCount' | 'alternatives'>;

/**
 * The plan, without the connections whose price the key may not pay: unknown ones where it refuses such,
 * and those its budgets do not cover while they cover others.
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
  const { caller, record, response } = exchange;
  const owner = allowances.ownerOf(caller);
  if (!allowances.binds(owner)) return plan;
  const asked = tokensOf(exchange, call);
  const isPriced =
    !isFree(exchange) && (owner.unknownPrice === 'refuse' || allowances.budgets.isBudgeted(owner));
  const estimate = isPriced ? withContext(asked, call, deps) : asked;
  exchange.estimate = estimate;
  const priced = isPriced
    ? await price(exchange, estimate, call.alternatives(), plan, owner, deps)
    : { plan, nano: 0 };
  const tokens = asked.input + asked.output;
  exchange.hold = await allowances.enter(owner, { tokens, nano: priced.nano }, record, (gone) => {
    response.once('close', gone);
    return () => response.removeListener('close', gone);
  });
  if (exchange.hold === null) throw new ClientGone();
  if (isPriced && priced.nano !== SMALLEST_NANO) {
    record.reservedUsd = toUsd(priced.nano);
    recorder.update(record);
  }
  return priced.plan;
}

interface PricedPlan {
  readonly plan: RoutePlan;
  /** What the dearest connection of the plan may cost. */
  readonly nano: number;
}

async function price(
  { record }: Exchange,
  estimate: TokenEstimate,
  alternatives: readonly string[],
  plan: RoutePlan,
  owner: VirtualKey,
  deps: InferenceDeps,
): Promise<PricedPlan> {
  const { allowances, prices } = deps;
  if (!prices.isLoaded) await prices.loaded();
  const room = allowances.roomNano(owner, record);
  const choices = plan.candidates.flatMap((candidate) => {
    const ceiling = callCeiling(candidate, alternatives, estimate, record.startedAt, deps);
    if (!ceiling.isKnown && owner.unknownPrice === 'refuse') return [];
    return [{ candidate, nano: ceiling.nano }];
  });
  const covered = choices.filter(({ nano }) => nano <= room);
  const [first, ...rest] = covered.length > 0 ? covered : cheapestOf(choices);
  if (first === undefined) {
    const model = [record.requestedModel ?? 'this call', ...alternatives].join(', ');
    throw new AppError('price_unknown', { model, key: owner.label });
  }
  return {
    plan:
      rest.length + 1 === plan.candidates.length
        ? plan
        : { ...plan, candidates: [first.candidate, ...rest.map(({ candidate }) => candidate)] },
    nano: Math.max(first.nano, ...rest.map(({ nano }) => nano)),
  };
}

/** To be refused by: what the least would have cost. */
const cheapestOf = <Choice extends { readonly nano: number }>(
  choices: readonly Choice[],
): readonly Choice[] => choices.toSorted((a, b) => a.nano - b.nano).slice(0, 1);

/**
 * Operations in which nobody reads a cap, and what they may take: of pictures the largest of the highest
 * quality (developers.openai.com/docs/guides/image-generation, cost and latency).
 */
const uncapped: Readonly<Partial<Record<OperationName, number>>> = {
  images: 6240,
  audio: DEFAULT_OUTPUT_TOKENS,
};

/** An earlier answer a call goes on from is input again, and paid for. */
function withContext(
  estimate: TokenEstimate,
  { context }: Sized,
  { answerSizes }: InferenceDeps,
): TokenEstimate {
  if (context === null) return estimate;
  return { ...estimate, input: estimate.input + answerSizes.tokensOf(context.answerId) };
}

function tokensOf(exchange: Exchange, call: Sized): TokenEstimate {
  const { operation } = exchange.endpoint;
  if (isFree(exchange)) return NOTHING;
  const cap = uncapped[operation] ?? call.outputCap ?? DEFAULT_OUTPUT_TOKENS;
  const output = withoutOutput.has(operation) ? 0 : Math.min(cap * call.answerCount, MOST_TOKENS);
  const input = call.estimateInput();
  return { ...input, output, isSpoken: input.isSpoken || operation === 'audio' };
}

const withoutOutput: ReadonlySet<string> = new Set(['embeddings', 'embed_content', 'moderations']);
