import { runTestCli } from './run-test-cli.ts';

export interface CommandHelp {
  /** What the command line took for a command, e.g. `connection add`; null where a word names none. */
  readonly path: string | null;
  /** Its options, e.g. `--label`. */
  readonly options: ReadonlySet<string>;
}

/** What the command line itself says of a command, given with or without the words that follow it. */
export async function helpOf(words: readonly string[]): Promise<CommandHelp> {
  const leading = words.slice(0, words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word)) >>> 0);
  const { out } = await runTestCli('/nowhere', [...leading, '--help']);
  const usage = /^Usage: latchport ?(.*)/m.exec(out)?.[1] ?? '';
  const path = /^(?:[a-z][a-z-]*(?: |$))*/.exec(usage)?.[0].trim() ?? '';
  const rest = leading.slice(path === '' ? 0 : path.split(' ').length);
  // Of a group, the next word would be one of its commands.
  const isNone = path === '' || (usage.includes('[command]') && rest.length > 0);
  return { path: isNone ? null : path, options: new Set(out.match(/--[a-z][a-z-]*/g)) };
}
