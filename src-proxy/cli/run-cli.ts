import { Command, CommanderError } from 'commander';
import { AppError } from '../errors.ts';
import { ManagementError } from '../management/management-error.ts';
import type { Cli } from './cli.ts';
import type { Printer } from './print.ts';
import { registerServeCommand, type Serve } from './serve-command.ts';
import { UsageError } from './usage-error.ts';

export interface CliParts {
  readonly version: string;
  readonly serve: Serve;
  /** What it gives reads the configuration, so it is called once and only by commands that need it. */
  readonly loadOpenCli: () => Promise<() => Cli>;
  /** For what is said before or without a configuration. */
  readonly print: Printer;
}

/** One call of the command line, to its exit code: 0 done, 1 failed, 2 misused, 3 already or not running. */
export async function runCli(words: readonly string[], parts: CliParts): Promise<number> {
  let opened: Cli | undefined;
  const outcome = { exitCode: 0 };
  const program = createProgram(parts);
  registerServeCommand(program, parts.serve, outcome);
  // An engine holds what it has loaded for as long as it runs, so it loads no other command.
  if (words[0] !== 'serve') {
    const [{ registerCommands }, openCli] = await Promise.all([
      import('./register-commands.ts'),
      parts.loadOpenCli(),
    ]);
    registerCommands(program, () => (opened ??= openCli()));
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
    return opened?.exitCode || outcome.exitCode;
  } catch (error) {
    const { print } = parts;
    return sayFailure(error, { help: helpOf(program, words), isJson: isJsonAsked(words), print });
  }
}

function createProgram(parts: CliParts): Command {
  return new Command('latchport')
    .description(
      'A vault for your AI provider keys, and a local proxy that uses them for your tools.',
    )
    .version(parts.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => parts.print.block(text),
      // Help for a command that was left out; failures are said in one place, by sayFailure.
      writeErr: (text) => {
        if (!text.startsWith('error:')) parts.print.block(text);
      },
    })
    .enablePositionalOptions();
}

/** `--json` after `--` belongs to the command that is run. */
function isJsonAsked(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end === -1 ? undefined : end).includes('--json');
}

/** How to ask for the help of the command that was meant, as far as it is one. */
function helpOf(program: Command, words: readonly string[]): string {
  const names = [program.name()];
  let command: Command | undefined = program;
  for (const word of words) {
    command = command.commands.find((one) => one.name() === word);
    if (command === undefined) break;
    names.push(word);
  }
  return `${names.join(' ')} --help`;
}

interface Failure {
  readonly type: string;
  readonly code: string;
  readonly message: string;
  readonly exitCode: number;
}

interface Saying {
  readonly help: string;
  readonly isJson: boolean;
  readonly print: Printer;
}

function sayFailure(error: unknown, { help, isJson, print }: Saying): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const { exitCode, ...said } = describeFailure(error, help);
  if (isJson) print.jsonError({ error: said });
  else print.note(`error: ${said.message}`);
  return exitCode;
}

function describeFailure(error: unknown, help: string): Failure {
  if (error instanceof AppError || error instanceof ManagementError) {
    const { type, code, message } = error;
    return { type, code, message, exitCode: exitCodeOf(code) };
  }
  const misuse = describeMisuse(error, help);
  if (misuse !== null) {
    return { type: 'invalid_request_error', code: 'usage', message: misuse, exitCode: 2 };
  }
  const isCancelled = error instanceof Error && error.name === 'ExitPromptError';
  return isCancelled
    ? {
        type: 'api_error',
        code: 'cancelled',
        message: 'Cancelled; nothing was changed.',
        exitCode: 1,
      }
    : { type: 'api_error', code: 'internal', message: describeDefect(error), exitCode: 1 };
}

/** The parser quotes what it was given, and that may be a key in the wrong place. */
function describeMisuse(error: unknown, help: string): string | null {
  if (error instanceof UsageError) return error.message;
  if (!(error instanceof CommanderError)) return null;
  switch (error.code) {
    case 'commander.help': {
      return `Which command? See: ${help}`;
    }
    case 'commander.excessArguments': {
      return `There are more arguments than this command takes. Keys are never arguments. See: ${help}`;
    }
    default: {
      const message = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
      return `${message.replaceAll(/(--?[\w-]+)=[^']*/g, '$1')}. See: ${help}`;
    }
  }
}

/** A message of unknown origin could quote what was typed, so only its kind is said. */
function describeDefect(error: unknown): string {
  const kind = error instanceof Error ? error.name : typeof error;
  return `Something went wrong inside the command line (${kind}). Nothing is known to have changed; see: latchport doctor`;
}

function exitCodeOf(code: string): number {
  if (code === 'engine_running' || code === 'engine_not_running') return 3;
  return code === 'config_invalid' ? 2 : 1;
}
