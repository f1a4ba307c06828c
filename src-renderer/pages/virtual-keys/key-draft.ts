import type { InputOf } from '../../../src-proxy/management/contract.ts';
import type { Budget } from '../../facts/budget.ts';
import type { VirtualKey } from './virtual-key.ts';

/** What may be said of a key at creation and changed later. */
export interface KeySettings extends Pick<
  VirtualKey,
  | 'label'
  | 'app'
  | 'environment'
  | 'tags'
  | 'origins'
  | 'allowed_connections'
  | 'allowed_models'
  | 'expires_at'
  | 'requests_per_minute'
  | 'tokens_per_minute'
  | 'concurrent_requests'
  | 'unknown_price'
  | 'routing_constraint'
  | 'data_policy'
  | 'region'
> {
  readonly budgets: readonly Budget[];
}

export const emptySettings: KeySettings = {
  label: '',
  app: null,
  environment: null,
  tags: [],
  origins: [],
  allowed_connections: null,
  allowed_models: null,
  expires_at: null,
  requests_per_minute: null,
  tokens_per_minute: null,
  concurrent_requests: null,
  budgets: [],
  unknown_price: 'allow',
  routing_constraint: 'none',
  data_policy: 'none',
  region: null,
};

/** Only these connections, and none is chosen: the engine would refuse that, rightly. */
export function isComplete(settings: KeySettings): boolean {
  const { label, allowed_connections, budgets } = settings;
  const numbers = [
    settings.requests_per_minute,
    settings.tokens_per_minute,
    settings.concurrent_requests,
    ...budgets.map(({ usd }) => usd),
  ];
  return (
    label.trim() !== '' &&
    allowed_connections?.length !== 0 &&
    !numbers.some((value) => Number.isNaN(value))
  );
}

type UpdateInput = Omit<InputOf<'virtual_keys.update'>, 'virtual_key'>;

/** Lists as the contract takes them: copies, and null for "all". */
export function toInput(settings: Partial<KeySettings>): UpdateInput {
  const { tags, origins, allowed_models, budgets, ...rest } = settings;
  return {
    ...rest,
    ...(tags === undefined ? {} : { tags: [...tags] }),
    ...(origins === undefined ? {} : { origins: [...origins] }),
    ...(budgets === undefined ? {} : { budgets: budgets.map(({ usd, per }) => ({ usd, per })) }),
    ...(allowed_models === undefined
      ? {}
      : { allowed_models: allowed_models?.length === 0 ? null : allowed_models }),
  };
}
