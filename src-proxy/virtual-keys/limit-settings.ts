import { changeSetting } from '../connections/change-setting.ts';
import type { DataPolicy } from '../connections/connection.ts';
import { checkRegion } from '../connections/text-fields.ts';
import { AppError } from '../errors.ts';
import type { Budget } from '../policy/budget.ts';
import { checkBudgets } from '../policy/check-budgets.ts';
import type { RoutingConstraint, VirtualKey } from './virtual-key.ts';

/** How much a virtual key may do and who may serve it; null takes a limit away. */
export interface LimitSettings {
  readonly requestsPerMinute?: number | null | undefined;
  readonly tokensPerMinute?: number | null | undefined;
  readonly concurrentRequests?: number | null | undefined;
  /** All of them: those not named end, and so does every raise. */
  readonly budgets?: readonly Budget[] | undefined;
  readonly unknownPrice?: 'allow' | 'refuse' | undefined;
  readonly routingConstraint?: RoutingConstraint | undefined;
  readonly dataPolicy?: DataPolicy | undefined;
  readonly region?: string | null | undefined;
}

type Limits = Pick<VirtualKey, keyof LimitSettings | 'budgetRaises'>;

const MAX_LIMIT = 1_000_000_000;

/** @throws field_invalid */
export function checkLimits(former: Limits, settings: LimitSettings): Limits {
  const { budgets, unknownPrice, routingConstraint, dataPolicy } = settings;
  const limit = (
    member: 'requestsPerMinute' | 'tokensPerMinute' | 'concurrentRequests',
    field: string,
  ): number | null =>
    changeSetting(settings[member], former[member], (value) => checkLimit(value, field));
  return {
    requestsPerMinute: limit('requestsPerMinute', 'requests_per_minute'),
    tokensPerMinute: limit('tokensPerMinute', 'tokens_per_minute'),
    concurrentRequests: limit('concurrentRequests', 'concurrent_requests'),
    budgets: budgets === undefined ? former.budgets : checkBudgets(budgets),
    budgetRaises: budgets === undefined ? former.budgetRaises : [],
    unknownPrice: unknownPrice ?? former.unknownPrice,
    routingConstraint: routingConstraint ?? former.routingConstraint,
    dataPolicy: dataPolicy ?? former.dataPolicy,
    region: changeSetting(settings.region, former.region, (text) => checkRegion(text, 'region')),
  };
}

function checkLimit(value: number, field: string): number {
  if (Number.isInteger(value) && value >= 1 && value <= MAX_LIMIT) return value;
  throw new AppError('field_invalid', {
    field,
    problem: `use a whole number from 1 to ${MAX_LIMIT}, or null for no limit`,
  });
}
