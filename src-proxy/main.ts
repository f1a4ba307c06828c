/** The engine's entry: reads the configuration, starts, says so, and ends on a signal. */
import { enableCompileCache } from 'node:module';
import { readConfig, type Config } from './config.ts';
import { endWithParent } from './end-with-parent.ts';
import { AppError } from './errors.ts';
import { createProcessLog, describeUnexpected, type Log } from './log.ts';
import { showPage } from './show-page.ts';
import { startEngine, type Engine } from './start.ts';
import { version } from './version.ts';
import { welcome } from './welcome.ts';

export interface RunOptions {
  readonly port?: number;
  /** Another address than loopback; asks for trust in everybody who can reach it. */
  readonly host?: string;
  /** Names, beside this machine's own, that clients may call it by. */
  readonly hostNames?: readonly string[];
  /** Makes sure there is a demo connection. */
  readonly isDemo: boolean;
  /** Adds the demo when nothing is connected yet, and shows what to do next. */
  readonly isFirstRun: boolean;
  readonly maxBodyBytes?: number;
  /** Opens the browser door at once on this port, for scripts with a management key. */
  readonly managementPort?: number;
}

const EXIT_WITHIN_MS = 2000;
const DEFAULT_MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Exit codes: 0 ended in order, 1 failed, 2 wrong configuration, 3 already running. */
export async function runEngine(options: RunOptions): Promise<number> {
  let log: Log = createProcessLog('warn');
  try {
    const read = readConfig();
    const config = withPorts(read, options);
    log = createProcessLog(config.logLevel);
    const engine = await startEngine({
      config,
      version,
      host: options.host ?? null,
      hostNames: options.hostNames ?? [],
      isDemo: options.isDemo,
      maxBodyBytes: options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES,
      log,
    });
    const stop = stopOf(engine, log);
    endOnSignals(stop, log);
    if (options.isFirstRun) endWithParent(stop);
    await greet(engine, options, config);
    await engine.ended;
    // A keychain prompt nobody answers would hold a thread, and with it the exit, as long as it is open.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), EXIT_WITHIN_MS).unref();
    return 0;
  } catch (error) {
    return sayWhy(error, log);
  }
}

const withPorts = (config: Config, { port, managementPort }: RunOptions): Config => ({
  ...config,
  ...(port === undefined ? {} : { port }),
  ...(managementPort === undefined ? {} : { uiPort: managementPort }),
});

async function greet(engine: Engine, options: RunOptions, config: Config): Promise<void> {
  try {
    for (const line of await welcome(engine, options)) process.stdout.write(`${line}\n`);
    if (!options.isFirstRun) return;
    for (const line of await showPage(engine, config.environment))
      process.stdout.write(`${line}\n`);
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

function stopOf(engine: Engine, log: Log): () => void {
  return () => {
    engine.stop().catch((error: unknown) => log.error('stop_failed', describeUnexpected(error)));
  };
}

function endOnSignals(stop: () => void, log: Log): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // Node's own answer to this one opens a debugger, which every user of the machine can reach.
  process.on('SIGUSR1', () => log.info('signal_ignored'));
  // What nobody caught is a defect, but no reason to cut everybody else's stream.
  process.on('uncaughtException', (error) => log.error('uncaught', describeUnexpected(error)));
  process.on('unhandledRejection', (error) => log.error('unhandled', describeUnexpected(error)));
}

function sayWhy(error: unknown, log: Log): number {
  if (!(error instanceof AppError)) {
    log.error('start_failed', describeUnexpected(error));
    process.stderr.write(
      'error: Latchport could not start; the line above says where it failed.\n',
    );
    return 1;
  }
  process.stderr.write(`error: ${error.message}\n`);
  if (error.code === 'engine_running') return 3;
  return error.code === 'config_invalid' ? 2 : 1;
}

// Run by itself, as the shell does; the command line calls `runEngine`.
if (import.meta.main) {
  enableCompileCache();
  process.exitCode = await runEngine({ isDemo: false, isFirstRun: false });
}
