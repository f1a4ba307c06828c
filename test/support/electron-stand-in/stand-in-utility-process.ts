import { fork } from 'node:child_process';
import type { UtilityProcess } from 'electron';
import type { utilityProcess as ElectronUtilityProcess } from 'electron';
import { Emitter } from './emitter.ts';
import { partly } from './partly.ts';

/** A utility process ends with the process that made it. */
const END_WITH_PARENT = `process.once('disconnect', () => process.exit(1))`;

/** Really another process: Node instead of Electron's own, with the same arguments and streams. */
export const utilityProcess: typeof ElectronUtilityProcess = partly<typeof ElectronUtilityProcess>(
  'utilityProcess',
  {
    fork: (modulePath, args = [], { env, stdio, cwd } = {}) => {
      if (stdio !== 'pipe') throw new Error('The stand-in forks with stdio: pipe only');
      const child = fork(modulePath, args, {
        env: definedOf(env ?? process.env),
        execArgv: ['--import', `data:text/javascript,${encodeURIComponent(END_WITH_PARENT)}`],
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        ...(cwd === undefined ? {} : { cwd }),
      });
      const events = new Emitter();
      child.once('spawn', () => events.emit('spawn'));
      child.once('exit', (code) => events.emit('exit', code ?? 9));
      const utility: UtilityProcess = partly<UtilityProcess>('UtilityProcess', {
        ...events.membersOf(() => utility),
        pid: child.pid,
        stdout: child.stdout,
        stderr: child.stderr,
        kill: () => child.kill(),
      });
      return utility;
    },
  },
);

const definedOf = (env: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
