import type { Command } from 'commander';
import type { InputOf } from '../management/contract.ts';
import { readEnvironment, readExpiry } from './connection-settings.ts';
import { addLimitOptions, readLimits, type LimitOptions } from './limit-settings.ts';
import { collect, given, orNone } from './options.ts';

export interface KeySettingOptions extends LimitOptions {
  readonly app?: string;
  readonly ref?: string;
  readonly environment?: string;
  readonly tag?: readonly string[];
  readonly origin?: readonly string[];
  readonly connections?: readonly string[];
  readonly models?: readonly string[];
  readonly expires?: string;
}

type Settings = Omit<InputOf<'virtual_keys.update'>, 'virtual_key' | 'label'>;

export function addKeySettingOptions(command: Command): Command {
  const described = command
    .option('--app <app>', 'the tool it is for')
    .option('--ref <id>', "an app's own identifier for whom the key belongs to")
    .option('--environment <environment>', 'dev, staging or prod')
    .option('--tag <tag>', 'may be repeated', collect)
    .option('--origin <origin>', 'a web page that may use it, e.g. http://localhost:5173', collect)
    .option('--connections <connection>', 'only these; may be repeated; all: no limit', collect)
    .option('--models <pattern>', 'only these, * stands for anything; may be repeated', collect)
    .option('--expires <when>', 'a duration such as 30d, a date, or never');
  return addLimitOptions(described);
}

/** As the contract takes them. `none` takes a setting away, `all` a limit. @throws UsageError */
export function readKeySettings(options: KeySettingOptions, now: number): Settings {
  const { app, ref, environment, tag, origin, expires } = options;
  return given({
    app: app === undefined ? undefined : orNone(app, String),
    ref_id: ref === undefined ? undefined : orNone(ref, String),
    environment: environment === undefined ? undefined : readEnvironment(environment),
    tags: tag === undefined ? undefined : withoutNone(tag),
    origins: origin === undefined ? undefined : withoutNone(origin),
    allowed_connections: readLimit(options.connections),
    allowed_models: readLimit(options.models),
    expires_at: expires === undefined ? undefined : readExpiry(expires, now),
    ...readLimits(options),
  });
}

const withoutNone = (items: readonly string[]): string[] => items.filter((item) => item !== 'none');

function readLimit(items: readonly string[] | undefined): string[] | null | undefined {
  if (items === undefined) return undefined;
  return items.includes('all') ? null : [...items];
}
