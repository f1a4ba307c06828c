/**
 * A reference names where a provider key is instead of holding it, so that a team's existing secret
 * manager stays the source: `env:NAME`, `op://vault/item/field` (1Password), `exec:command`.
 *
 * `exec:` is run by the user's own shell, as a git credential helper is: it is the user's own command, with
 * the user's rights, and quoting, pipes and variables are the point of it. So whoever may save a reference
 * may run a program as the user; only doors that are the user may offer that. The command stands in
 * the process list while it runs, so it must name a secret and not contain one. What it prints becomes the
 * key; what it says on standard error is never read. Children get the environment without any
 * `LATCHPORT_*`, and `env:` cannot name one.
 */
import { AppError } from '../errors.ts';
import { runCommand, type Command } from './run-command.ts';
import { Secret } from './secret.ts';

export type Reference =
  | { readonly scheme: 'env'; readonly name: string }
  | { readonly scheme: 'op'; readonly uri: string }
  | { readonly scheme: 'exec'; readonly command: string };

export interface ReferenceOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs?: number;
  readonly platform?: NodeJS.Platform;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const MAX_OUTPUT_BYTES = 16 * 1024;
const MAX_COMMAND_LENGTH = 4096;

/** vault/item[/section]/field: https://developer.1password.com/docs/cli/secret-reference-syntax */
const OP_PATH = /^op:\/\/[\w. -]+(\/[\w. -]+){2,3}(\?[\w=&-]+)?$/;

/** @throws reference_invalid */
export function parseReference(uri: string): Reference {
  const name = /^env:([A-Za-z_]\w*)$/.exec(uri)?.[1];
  if (name !== undefined) return { scheme: 'env', name };
  if (OP_PATH.test(uri)) return { scheme: 'op', uri };
  const command = uri.startsWith('exec:') ? uri.slice('exec:'.length).trim() : '';
  if (command !== '' && command.length <= MAX_COMMAND_LENGTH && !command.includes('\0')) {
    return { scheme: 'exec', command };
  }
  throw new AppError('reference_invalid');
}

/** @throws reference_invalid, reference_unresolved */
export async function resolveReference(uri: string, options: ReferenceOptions): Promise<Secret> {
  const reference = parseReference(uri);
  const environment = withoutLatchport(options.environment);
  if (reference.scheme === 'env') {
    const value = environment[reference.name];
    if (!value) throw unresolved('env', 'not set');
    return new Secret(value);
  }
  const platform = options.platform ?? process.platform;
  const outcome = await runCommand({
    ...(reference.scheme === 'op'
      ? opCommand(reference.uri)
      : shellCommand(reference.command, platform, environment)),
    environment,
    platform,
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    maxBytes: MAX_OUTPUT_BYTES,
  });
  if ('failure' in outcome) throw unresolved(reference.scheme, outcome.failure);
  const value = outcome.printed.toString('utf8').replace(/\r?\n$/, '');
  if (value === '') throw unresolved(reference.scheme, 'printed nothing');
  return new Secret(value);
}

type Environment = ReferenceOptions['environment'];
type Program = Pick<Command, 'file' | 'args' | 'isVerbatim'>;

const opCommand = (uri: string): Program => ({ file: 'op', args: ['read', '--no-newline', uri] });

function shellCommand(
  command: string,
  platform: NodeJS.Platform,
  environment: Environment,
): Program {
  if (platform !== 'win32') return { file: '/bin/sh', args: ['-c', command] };
  const file = environment['ComSpec'] ?? 'cmd.exe';
  return { file, args: ['/d', '/s', '/c', `"${command}"`], isVerbatim: true };
}

function withoutLatchport(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^LATCHPORT_/i.test(name)),
  );
}

const unresolved = (scheme: Reference['scheme'], reason: string): AppError =>
  new AppError('reference_unresolved', { scheme, reason });
