/** What the command line asks for: secrets by a hidden prompt or from standard input, never as an argument. */
import { createInterface } from 'node:readline/promises';
import { UsageError } from './usage-error.ts';

export interface Asker {
  /** Whether a person can be asked. */
  readonly isTerminal: boolean;
  /** Hidden. @throws UsageError without a terminal, naming `instead` */
  secret(message: string, instead: string): Promise<string>;
  line(message: string): Promise<string>;
  /** All of standard input, without the newline at its end. @throws UsageError when it holds nothing */
  piped(): Promise<string>;
}

const MAX_PIPED_CHARACTERS = 65_536;

export function createProcessAsker(): Asker {
  const { stdin, stderr } = process;
  const isTerminal = stdin.isTTY && stderr.isTTY;
  return {
    isTerminal,
    secret: async (message, instead) => {
      if (!isTerminal) throw new UsageError(`There is no terminal to ask on. Use ${instead}.`);
      const { default: password } = await import('@inquirer/password');
      return password({ message }, { output: stderr });
    },
    line: (message) => askLine(message, stdin, stderr),
    piped: () => readPiped(stdin),
  };
}

/** An interrupt or the end of input is an answer too: none. */
async function askLine(
  message: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<string> {
  const lines = createInterface({ input, output });
  const ended = new Promise<string>((resolve) => {
    lines.once('close', () => resolve(''));
    lines.once('SIGINT', () => resolve(''));
  });
  try {
    return await Promise.race([lines.question(message), ended]);
  } finally {
    lines.close();
  }
}

export async function readPiped(input: AsyncIterable<string | Buffer>): Promise<string> {
  let text = '';
  // A letter may come in two pieces.
  const decoder = new TextDecoder();
  for await (const chunk of input) {
    text += decoder.decode(Buffer.from(chunk), { stream: true });
    if (text.length > MAX_PIPED_CHARACTERS) {
      throw new UsageError('Standard input holds more than one secret can be.');
    }
  }
  const secret = (text + decoder.decode()).replace(/\r?\n$/, '');
  if (secret === '') throw new UsageError('Standard input is empty; pipe the secret into it.');
  return secret;
}
