import type { Command } from 'commander';
import type { InputOf } from '../management/contract.ts';
import { collect, choose, given, orNone, wholeNumber } from './options.ts';
import { parseMoment } from './parse-moment.ts';
import { readTier } from './read-tier.ts';

export interface SettingOptions {
  readonly baseUrl?: string;
  readonly region?: string;
  readonly kind?: string;
  readonly ref?: string;
  readonly dataPolicy?: string;
  readonly billing?: string;
  readonly environment?: string;
  readonly tag?: readonly string[];
  readonly expires?: string;
  readonly tier?: string;
  readonly enterprise?: true;
  readonly maxConcurrent?: string;
}

type Settings = Omit<InputOf<'connections.update'>, 'connection' | 'label'>;

export function addSettingOptions(command: Command): Command {
  return command
    .option('--base-url <url>', 'where calls go, when not to the usual address of the provider')
    .option('--region <region>', 'where the provider runs, for example local, eu or us')
    .option('--kind <kind>', 'own: your account; platform: a gateway that pays for itself')
    .option('--ref <id>', "an app's own identifier for whom the key belongs to")
    .option('--data-policy <policy>', 'none, no_training or zdr')
    .option('--billing <billing>', 'metered or subscription')
    .option('--environment <environment>', 'dev, staging or prod')
    .option('--tag <tag>', 'may be repeated', collect)
    .option('--expires <when>', 'a duration such as 30d, or a date')
    .option('--tier <tier>', 'its tier at the provider; auto: find out')
    .option('--enterprise', 'its limits were agreed on with the provider')
    .option('--max-concurrent <number>', 'calls it may run at a time; none: as many as come');
}

/** As the contract takes them. `none` takes a setting away. @throws UsageError */
export function readSettingOptions(options: SettingOptions, now: number): Settings {
  const { baseUrl, region, kind, ref, dataPolicy, billing, environment, expires } = options;
  return given({
    base_url: read(baseUrl, (text) => orNone(text, String)),
    declared_region: read(region, (text) => orNone(text, String)),
    kind: read(kind, (text) => choose('--kind', text, ['own', 'platform'])),
    ref_id: read(ref, (text) => orNone(text, String)),
    data_policy: read(dataPolicy, (text) =>
      choose('--data-policy', text, ['none', 'no_training', 'zdr']),
    ),
    billing: read(billing, (text) => choose('--billing', text, ['metered', 'subscription'])),
    environment: read(environment, readEnvironment),
    tags: options.tag === undefined ? undefined : [...options.tag],
    expires_at: read(expires, (text) => readExpiry(text, now)),
    max_concurrent: read(options.maxConcurrent, (text) => orNone(text, readConcurrency)),
    ...read(options.tier, readTier),
    ...(options.enterprise ? { is_enterprise: true } : {}),
  });
}

export const readEnvironment = (text: string): 'dev' | 'staging' | 'prod' | null =>
  orNone(text, (name) => choose('--environment', name, ['dev', 'staging', 'prod']));

const readConcurrency = (text: string): number => wholeNumber('--max-concurrent', text, 1, 10_000);

/** @throws UsageError */
export const readExpiry = (text: string, now: number): string | null =>
  text === 'never' ? null : orNone(text, (when) => parseMoment('--expires', when, now, 'ahead'));

const read = <Value>(
  text: string | undefined,
  reader: (text: string) => Value,
): Value | undefined => (text === undefined ? undefined : reader(text));
