import type { Cli } from './cli.ts';

/** On a terminal, what cannot be undone asks for the name once more. False: leave everything as it is. */
export async function confirmName(
  cli: Cli,
  name: string,
  what: string,
  isSure: boolean,
): Promise<boolean> {
  if (isSure || !cli.ask.isTerminal) return true;
  cli.print.note(what);
  const answer = await cli.ask.line(`Type ${JSON.stringify(name)} to go on: `);
  if (answer.trim() === name) return true;
  cli.print.note('That is another name; nothing was changed.');
  cli.exitCode = 1;
  return false;
}
