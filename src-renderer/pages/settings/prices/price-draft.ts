import type { InputOf } from '../../../../src-proxy/management/contract.ts';
import type { OwnPrice } from './own-prices-panel.tsx';

/** Null: not said. NaN: what is typed is no sum. USD, for a million tokens but for `per_call`. */
export interface PriceDraft {
  readonly model: string;
  readonly input: number | null;
  readonly output: number | null;
  readonly cached_input: number | null;
  readonly cache_write: number | null;
  readonly per_call: number | null;
}

export const emptyPrice: PriceDraft = {
  model: '',
  input: null,
  output: null,
  cached_input: null,
  cache_write: null,
  per_call: null,
};

export const draftOf = ({ set_at: _setAt, ...price }: OwnPrice): PriceDraft => ({
  ...price,
  per_call: price.per_call === 0 ? null : price.per_call,
});

/** What the engine takes; null: something is missing or is no sum. */
export function toPriceInput(draft: PriceDraft): InputOf<'prices.set'> | null {
  const { model, input, output, cached_input, cache_write, per_call } = draft;
  const sums = [input, output, cached_input, cache_write, per_call];
  if (model.trim() === '' || input === null || output === null) return null;
  if (sums.some((sum) => Number.isNaN(sum))) return null;
  return { model: model.trim(), input, output, cached_input, cache_write, per_call: per_call ?? 0 };
}
