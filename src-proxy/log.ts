/**
 * The log is an allow-list: a line holds a fixed event name and the fields named here, nothing else.
 * There is no way to log a request, a header, a body or a secret by handing over the object that has it.
 */

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export interface LogFields {
  readonly requestId?: string;
  readonly connection?: string;
  readonly provider?: string;
  readonly virtualKey?: string;
  readonly code?: string;
  readonly status?: number;
  readonly port?: number;
  readonly host?: string;
  readonly file?: string;
  readonly count?: number;
  readonly durationMs?: number;
  readonly backend?: string;
  /** Where an unexpected error arose: frames only, its message is left out. */
  readonly stack?: string;
  /** The class name of an unexpected error, e.g. `TypeError`. */
  readonly errorName?: string;
}

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const levels: Readonly<Record<LogLevel, number>> = {
  debug: 10,
  info: 20,
  warn: 30,
  error: 40,
  silent: 100,
};

/** Writes one JSON line an event through `write` (a line without its newline). */
export function createLog(level: LogLevel, write: (line: string) => void): Log {
  const threshold = levels[level];
  const at =
    (name: Exclude<LogLevel, 'silent'>) =>
    (event: string, fields: LogFields = {}): void => {
      if (levels[name] >= threshold) {
        write(JSON.stringify({ time: new Date().toISOString(), level: name, event, ...fields }));
      }
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** The log of the running engine: standard error, so that standard output stays for data. */
export function createProcessLog(level: LogLevel): Log {
  return createLog(level, (line) => console.error(line));
}

/** What may be said of an unexpected error: its class and frames. Its message may quote content. */
export function describeUnexpected(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { errorName: error.constructor.name, stack: frames.slice(0, 8).join('\n') };
}
