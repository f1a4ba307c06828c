/**
 * Everything the command line says goes through here, and everything is neutralised on its way: a
 * caller marks what is to be coloured (`Painted`) and never writes escape sequences itself.
 */
import { once } from 'node:events';
import { styleText } from 'node:util';
import { neutralise, neutraliseJson } from './neutralise.ts';
import { layOutTable, type Column } from './lay-out-table.ts';

export interface Painted {
  readonly text: string;
  readonly style: 'bold' | 'dim' | 'green' | 'yellow' | 'red';
}

export type Part = string | Painted;

export interface Printer {
  /** Whether a person sees this on a terminal. */
  readonly isTerminal: boolean;
  /** How many fit on a line of it; null where it is none. */
  readonly columns: number | null;
  line(...parts: readonly Part[]): void;
  /** Text of several lines. */
  block(text: string): void;
  /** A piece of a file: as it is, but for a terminal. Resolves when there is room for more. */
  piece(text: string): Promise<void>;
  /** For people beside the data: on standard error. */
  note(...parts: readonly Part[]): void;
  table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void;
  json(value: unknown): void;
  /** One line, for streams of values. */
  jsonLine(value: unknown): void;
  jsonError(value: unknown): void;
  /** Shows on a terminal that `work` takes its time. */
  during<Result>(message: string, work: Promise<Result>): Promise<Result>;
}

export interface PrinterOutput {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Without a newline at its end. */
  readonly write: (text: string) => Promise<void>;
  readonly isTerminal: boolean;
  readonly isColoured: boolean;
  /** Of the terminal. */
  readonly columns?: number;
  /** Writes over the current line of standard error; absent where that is no terminal. */
  readonly overwrite?: (text: string) => void;
}

export function createPrinter(output: PrinterOutput): Printer {
  const { out, err, isTerminal, isColoured } = output;
  const show = (part: Part): string => {
    if (typeof part === 'string') return neutralise(part);
    const text = neutralise(part.text);
    return isColoured ? styleText(part.style, text, { validateStream: false }) : text;
  };
  const join = (parts: readonly Part[]): string => parts.map(show).join('').trimEnd();
  return {
    isTerminal,
    columns: isTerminal ? (output.columns ?? null) : null,
    line: (...parts) => out(join(parts)),
    block: (text) => {
      for (const line of text.trimEnd().split('\n')) out(join([line]));
    },
    piece: (text) => output.write(isTerminal ? neutraliseLines(text) : text),
    note: (...parts) => err(join(parts)),
    table: (columns, rows) => {
      for (const parts of layOutTable(columns, rows)) out(join(parts));
    },
    json: (value) => out(neutraliseJson(JSON.stringify(value, null, 2))),
    jsonLine: (value) => out(neutraliseJson(JSON.stringify(value))),
    jsonError: (value) => err(neutraliseJson(JSON.stringify(value))),
    during: (message, work) => spinDuring(neutralise(message), work, output.overwrite),
  };
}

const neutraliseLines = (text: string): string => text.split(/\r?\n/).map(neutralise).join('\n');

/** For what must be said before there is a configuration: plain. */
export function createErrorPrinter(): Printer {
  return createProcessPrinter({ NO_COLOR: '1' });
}

/** The printer of the running program. */
export function createProcessPrinter(
  environment: Readonly<Record<string, string | undefined>>,
): Printer {
  const { stdout, stderr } = process;
  const isTerminal = stdout.isTTY;
  return createPrinter({
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    write: async (text) => {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    isTerminal,
    columns: stdout.columns,
    // https://no-color.org: present and not empty, whatever its value.
    isColoured: isTerminal && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb',
    ...(stderr.isTTY ? { overwrite: (text) => void stderr.write(`\r\u001B[K${text}`) } : {}),
  });
}

const FRAME_MS = 120;
const frames = ['|', '/', '-', '\\'] as const;

async function spinDuring<Result>(
  message: string,
  work: Promise<Result>,
  overwrite: ((text: string) => void) | undefined,
): Promise<Result> {
  if (overwrite === undefined) return work;
  let at = 0;
  const timer = setInterval(() => {
    overwrite(`${frames[at % frames.length] ?? ''} ${message}`);
    at += 1;
  }, FRAME_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    overwrite('');
  }
}
