import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import type { EventLog } from '../events/event-log.ts';
import type { OwnPrice, OwnPrices } from './own-prices.ts';

export interface OwnPriceDeps {
  readonly ownPrices: OwnPrices;
  readonly events: EventLog;
  readonly clock: () => number;
}

/** As the user gives it; what is left out costs what it is a part of, or nothing. */
export interface NewOwnPrice {
  readonly model: string;
  readonly input: number;
  readonly output: number;
  readonly cachedInput?: number | null | undefined;
  readonly cacheWrite?: number | null | undefined;
  readonly perCall?: number | undefined;
}

/** Beyond this no price is meant. */
const MAX_PRICE = 1_000_000;

/** Holds from the next request on. @throws field_invalid */
export function setOwnPrice(deps: OwnPriceDeps, price: NewOwnPrice, actor: Actor): OwnPrice {
  const { cachedInput = null, cacheWrite = null, perCall = 0 } = price;
  const own: OwnPrice = {
    id: checkModel(price.model),
    input: checkPrice(price.input, 'input'),
    output: checkPrice(price.output, 'output'),
    cachedInput: cachedInput === null ? null : checkPrice(cachedInput, 'cached_input'),
    cacheWrite: cacheWrite === null ? null : checkPrice(cacheWrite, 'cache_write'),
    perCall: checkPrice(perCall, 'per_call'),
    setAt: deps.clock(),
  };
  const { id, input, output } = own;
  deps.events.appendWith(
    {
      type: 'settings.changed',
      actor,
      subjectId: null,
      data: { setting: 'price', model: id, inputUsd: input, outputUsd: output },
    },
    (append) => deps.ownPrices.save(own, append),
  );
  return own;
}

/** @throws price_not_set */
export function removeOwnPrice(deps: OwnPriceDeps, model: string, actor: Actor): void {
  const own = deps.ownPrices.get(model.trim());
  if (own === undefined) {
    const known = deps.ownPrices.list().map(({ id }) => id);
    throw new AppError('price_not_set', { name: model.trim(), known });
  }
  deps.events.appendWith(
    {
      type: 'settings.changed',
      actor,
      subjectId: null,
      data: { setting: 'price', model: own.id, inputUsd: null, outputUsd: null },
    },
    (append) => deps.ownPrices.remove(own.id, append),
  );
}

function checkModel(text: string): string {
  const model = text.trim();
  if (/^[^\p{C}\p{Z}]{1,256}$/u.test(model)) return model;
  throw new AppError('field_invalid', {
    field: 'model',
    problem: 'use a model id without spaces, or provider/model',
  });
}

function checkPrice(usd: number, field: string): number {
  if (Number.isFinite(usd) && usd >= 0 && usd <= MAX_PRICE) return usd;
  throw new AppError('field_invalid', { field, problem: `use a sum from 0 to ${MAX_PRICE} USD` });
}
