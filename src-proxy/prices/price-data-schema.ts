/**
 * What a fetched price list must look like before it is used. The library trusts its own data; this one
 * comes from the network, so shapes are checked, sums are bounded, and patterns that could take very
 * long on a hostile model name are refused.
 */
import type { Provider } from '@pydantic/genai-prices';
import { z } from 'zod';

/** USD for a million tokens; the dearest model known costs a few thousand. */
const MAX_PRICE = 1_000_000;

/** A quantified group may backtrack without end; no pattern of the list has one. */
const isQuickPattern = (pattern: string): boolean =>
  !/\)[*+{]|\\\d/.test(pattern.replaceAll(/\\[dwsDWS]/g, '')) && isPattern(pattern);

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern).source !== '';
  } catch {
    return false;
  }
}

/** A list of which more than this share cannot be read is not the list we know. */
const MAX_UNREAD_SHARE = 0.1;
/** Without these it is no list of model prices. */
const expectedProviders = ['openai', 'anthropic', 'google'];

const text = z.string().min(1).max(500);
const pattern = text.refine(isQuickPattern, 'a pattern is not safe');
const amount = z.number().min(0).max(MAX_PRICE);

type Model = Provider['models'][number];
type Match = Model['match'];

const match: z.ZodType<Match> = z.lazy(() =>
  z.union([
    z.strictObject({ equals: text }),
    z.strictObject({ starts_with: text }),
    z.strictObject({ ends_with: text }),
    z.strictObject({ contains: text }),
    z.strictObject({ regex: pattern }),
    z.strictObject({ or: z.array(match).max(500) }),
    z.strictObject({ and: z.array(match).max(500) }),
  ]),
);

const modelPrices = z.record(
  text,
  z.union([
    amount,
    z.object({ base: amount, tiers: z.array(z.object({ start: z.int().min(0), price: amount })) }),
  ]),
);

const constraint = z.union([
  z.object({ type: z.literal('start_date').default('start_date'), start_date: z.iso.date() }),
  z.object({
    type: z.literal('time_of_date').default('time_of_date'),
    start_time: text,
    end_time: text,
  }),
]);

const model = z.object({
  id: text,
  match,
  context_window: z.int().min(1).nullish(),
  prices: z.union([
    z.array(z.object({ constraint: constraint.nullish(), prices: modelPrices })).min(1),
    modelPrices,
  ]),
});

const provider = z.object({
  id: text,
  name: text,
  api_pattern: text,
  provider_match: match.nullish(),
  model_match: match.nullish(),
  fallback_model_providers: z.array(text).nullish(),
  // A model priced in a way that is new is left out; it was not known before either.
  models: z.array(model.nullable().catch(null)).max(5000),
});

const providers = z.array(provider.nullable().catch(null)).min(1).max(500);

/** The list as the library takes it, or what is wrong with it. */
export function readPriceData(data: unknown): Provider[] | string {
  const read = providers.safeParse(data);
  if (!read.success) return 'it is not a list of providers';
  const found = read.data.filter((entry) => entry !== null);
  const models = found.flatMap((entry) => entry.models);
  const unread = models.filter((entry) => entry === null).length;
  if (unread > MAX_UNREAD_SHARE * models.length) return 'its prices have another form';
  const missing = expectedProviders.find(
    (id) => !found.some((entry) => entry.id === id && entry.models.length > 0),
  );
  return missing === undefined ? toProviders(found) : `it has no prices of ${missing}`;
}

/** What is null there is left out here. */
function toProviders(found: readonly z.output<typeof provider>[]): Provider[] {
  return found.map(
    ({ provider_match, model_match, fallback_model_providers, models, ...rest }) => ({
      ...rest,
      ...(provider_match ? { provider_match } : {}),
      ...(model_match ? { model_match } : {}),
      ...(fallback_model_providers ? { fallback_model_providers } : {}),
      models: models.filter((entry) => entry !== null).map(toModel),
    }),
  );
}

function toModel({ context_window, prices, ...rest }: z.output<typeof model>): Model {
  return {
    ...rest,
    ...(context_window ? { context_window } : {}),
    prices: Array.isArray(prices)
      ? prices.map(({ constraint: when, prices: then }) => ({
          ...(when ? { constraint: when } : {}),
          prices: then,
        }))
      : prices,
  };
}
