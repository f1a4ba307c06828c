import { z } from 'zod';
import { noContent, operation } from './operation.ts';
import { count, time } from './scalars.ts';

/** USD for a million tokens. */
const rate = z.number().min(0).max(1_000_000);

/** A model as its provider calls it, or `provider/model`. */
const pricedModel = z.string().min(1).max(512);

const ownPrice = z.strictObject({
  model: pricedModel,
  input: rate,
  output: rate,
  /** Null: as other input. */
  cached_input: rate.nullable(),
  cache_write: rate.nullable(),
  /** USD a call, whatever its size. */
  per_call: rate,
  set_at: time,
});

/** Where prices come from that the user has not set. */
const list = z.strictObject({
  source: z.enum(['bundled', 'fetched']),
  /** Null: it is the list this version came with. */
  fetched_at: time.nullable(),
});

const foundPrice = z.strictObject({
  /** Whose price it is; null: of any provider. */
  provider: z.string().nullable(),
  source: z.string(),
  /** More tokens than `above` in one call cost these rates, with all of its tokens. */
  rates: z.array(
    z.strictObject({
      above: count,
      input: z.number(),
      cached_input: z.number(),
      cache_write: z.number(),
      output: z.number(),
    }),
  ),
  per_call: z.number(),
  context_window: count.nullable(),
});

export const priceOperations = {
  'prices.list': operation({
    method: 'GET',
    path: '/prices',
    summary: 'The prices you have set, and how old the price list is.',
    input: z.strictObject({}),
    output: z.strictObject({ own: z.array(ownPrice), list }),
  }),
  'prices.show': operation({
    method: 'GET',
    path: '/prices/find',
    summary: 'What a model costs now, by your own prices and by the list, at every provider.',
    input: z.strictObject({ model: pricedModel }),
    output: z.strictObject({ model: z.string(), prices: z.array(foundPrice), list }),
  }),
  'prices.set': operation({
    method: 'POST',
    path: '/prices',
    summary: 'Sets a price of your own, in USD for a million tokens; it wins over the list.',
    input: z.strictObject({
      model: pricedModel,
      input: rate,
      output: rate,
      cached_input: rate.nullable().exactOptional(),
      cache_write: rate.nullable().exactOptional(),
      per_call: rate.exactOptional(),
    }),
    output: ownPrice,
  }),
  'prices.remove': operation({
    method: 'DELETE',
    path: '/prices',
    summary: 'Removes a price of your own; the list holds again.',
    input: z.strictObject({ model: pricedModel }),
    output: noContent,
  }),
  'prices.update': operation({
    method: 'POST',
    path: '/prices/update',
    summary: 'Fetches the price list anew, or goes back to the one this version came with.',
    input: z.strictObject({ use_bundled: z.boolean().default(false) }),
    output: z.strictObject({ list }),
  }),
};
