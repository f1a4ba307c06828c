import type { Command } from 'commander';
import type { InputOf } from '../management/contract.ts';
import { choose, collect, given, orNone, wholeNumber } from './options.ts';
import { parseBudgets } from './parse-budget.ts';

export interface LimitOptions {
  readonly rpm?: string;
  readonly tpm?: string;
  readonly concurrency?: string;
  readonly budget?: readonly string[];
  readonly unknownPrice?: string;
  readonly routing?: string;
  readonly dataPolicy?: string;
  readonly region?: string;
}

type Limits = Pick<
  InputOf<'virtual_keys.update'>,
  | 'requests_per_minute'
  | 'tokens_per_minute'
  | 'concurrent_requests'
  | 'budgets'
  | 'unknown_price'
  | 'routing_constraint'
  | 'data_policy'
  | 'region'
>;

export function addLimitOptions(command: Command): Command {
  return addPolicyOptions(
    command
      .option('--rpm <requests>', 'requests a minute')
      .option('--tpm <tokens>', 'tokens a minute')
      .option('--concurrency <requests>', 'requests at once')
      .option('--unknown-price <what>', 'allow or refuse calls whose cost nobody knows')
      .option('--routing <constraint>', 'only_byok, only_platform or none'),
  );
}

/** What keys and workspaces share. */
export function addPolicyOptions(command: Command): Command {
  return command
    .option('--budget <budget>', 'USD a period such as 5/day; may be repeated', collect)
    .option('--data-policy <policy>', 'what it demands: none, no_training or zdr')
    .option('--region <region>', 'where it may be processed, for example eu');
}

/** As the contract takes them. `none` takes a limit away. @throws UsageError */
export function readLimits(options: LimitOptions): Limits {
  const { rpm, tpm, concurrency, unknownPrice, routing } = options;
  return given({
    requests_per_minute: readCount('--rpm', rpm),
    tokens_per_minute: readCount('--tpm', tpm),
    concurrent_requests: readCount('--concurrency', concurrency),
    unknown_price:
      unknownPrice === undefined
        ? undefined
        : choose('--unknown-price', unknownPrice, ['allow', 'refuse']),
    routing_constraint:
      routing === undefined
        ? undefined
        : choose('--routing', routing, ['none', 'only_byok', 'only_platform']),
    ...readPolicy(options),
  });
}

/** @throws UsageError */
export function readPolicy({
  budget,
  dataPolicy,
  region,
}: Pick<LimitOptions, 'budget' | 'dataPolicy' | 'region'>): Pick<
  Limits,
  'budgets' | 'data_policy' | 'region'
> {
  return given({
    budgets: budget === undefined ? undefined : parseBudgets(budget),
    data_policy:
      dataPolicy === undefined
        ? undefined
        : choose('--data-policy', dataPolicy, ['none', 'no_training', 'zdr']),
    region: region === undefined ? undefined : orNone(region, String),
  });
}

const readCount = (option: string, text: string | undefined): number | null | undefined =>
  text === undefined
    ? undefined
    : orNone(text, (count) => wholeNumber(option, count, 1, 999_999_999));
