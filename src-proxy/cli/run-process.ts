import { enableCompileCache } from 'node:module';
import { version } from '../version.ts';
import { createErrorPrinter } from './print.ts';
import { runCli } from './run-cli.ts';

/** The command line of this process. */
export async function runProcess(): Promise<number> {
  enableCompileCache();
  // A reader such as `head` that has seen enough is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  return runCli(process.argv.slice(2), {
    version,
    serve: async (options) => {
      const { runEngine } = await import('../main.ts');
      return runEngine(options);
    },
    loadOpenCli: async () => (await import('./open-cli.ts')).openCli,
    print: createErrorPrinter(),
  });
}
