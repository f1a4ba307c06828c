import { AppError } from '../errors.ts';
import type { OutputOf } from '../management/contract.ts';
import type { Cli } from './cli.ts';
import { dim, green, red, yellow } from './paint.ts';
import type { Painted } from './print.ts';
import { wrapWords } from './wrap-words.ts';

type Report = OutputOf<'doctor'>;
type Check = Report['checks'][number];

const NOT_RUNNING = 3;

/** Works without an engine too: then that is the finding. */
export async function runDoctor(cli: Cli, isJson: boolean): Promise<void> {
  const report = await askEngine(cli);
  if (isJson) cli.print.json(report);
  else printReport(cli, report);
}

async function askEngine(cli: Cli): Promise<Report> {
  try {
    const report = await cli.client.call('doctor', {});
    if (!report.is_healthy) cli.exitCode = 1;
    return report;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'engine_not_running') throw error;
    cli.exitCode = NOT_RUNNING;
    return { is_healthy: false, checks: [notRunning(cli.config.home)] };
  }
}

const notRunning = (home: string): Check => ({
  name: 'engine',
  status: 'failed',
  message: `no engine is running on ${home}`,
  remedy: 'latchport serve',
});

/** Below the status of a check. */
const INDENT = ' '.repeat(9);

function printReport({ print }: Cli, { checks }: Report): void {
  for (const { name, status, message, remedy } of checks) {
    const width = (print.columns ?? Infinity) - INDENT.length;
    const [first, ...more] = wrapWords(`${name}: ${message}`, width);
    print.line(paintStatus(status), '  ', first ?? '');
    for (const line of more) print.line(INDENT, line);
    if (remedy !== null) print.line(INDENT, dim(remedy));
  }
}

const painters = { ok: green, warning: yellow, failed: red } as const;

const paintStatus = (status: Check['status']): Painted => painters[status](status.padEnd(7));
