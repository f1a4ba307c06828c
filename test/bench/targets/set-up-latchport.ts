import { z } from 'zod';
import { runToEnd } from '../run-to-end.ts';
import type { Upstream } from '../upstreams/upstream.ts';

export interface LatchportSetup {
  readonly virtualKey: string;
  /** Options this version does not know, left out. */
  readonly notes: readonly string[];
}

interface Cli {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly notes: string[];
}

const createdKey = z.object({ key: z.string() });

/** Gives a running engine its connection and virtual key, the way a user does: by the CLI. */
export async function setUpLatchport(
  file: string,
  environment: Readonly<Record<string, string>>,
  upstream: Upstream,
): Promise<LatchportSetup> {
  const cli: Cli = { file, environment, notes: [] };
  await run(
    cli,
    ['connection', 'add', 'openai'],
    [['--label', 'bench'], ['--base-url', upstream.baseUrl], ['--key-stdin'], ['--no-validate']],
    'sk-proj-bench0000000000000000000000000000000000000000\n',
  );
  const output = await run(
    cli,
    ['key', 'create'],
    [['--label', 'bench'], ['--rpm', '100000000'], ['--budget', '1000000/day'], ['--json']],
    '',
  );
  return { virtualKey: createdKey.parse(JSON.parse(output)).key, notes: cli.notes };
}

/** An option that the CLI does not know yet is left out, and said. */
async function run(
  cli: Cli,
  command: readonly string[],
  options: readonly (readonly string[])[],
  input: string,
): Promise<string> {
  const args = [cli.file, ...command, ...options.flat()];
  const { environment } = cli;
  const result = await runToEnd({ file: process.execPath, args, environment }, input);
  if (result.exitCode === 0) return result.output;
  const unknown = /unknown option '(--[\w-]+)'/.exec(result.errors)?.[1];
  const fewer = options.filter(([name]) => name !== unknown);
  if (fewer.length === options.length) {
    throw new Error(
      `latchport ${command.join(' ')} failed: ${(result.errors || result.output).trim()}`,
    );
  }
  cli.notes.push(`latchport ${command.join(' ')} has no ${unknown} yet; measured without it.`);
  return await run(cli, command, fewer, input);
}
