/**
 * `npm start`: the desktop app where Electron's runtime is or can be fetched, else, after one line that says
 * why, the engine with its page in the browser. Arguments go to whichever it is.
 */
import { fileURLToPath } from 'node:url';
import { chooseLaunch } from './choose-launch.ts';
import { electronPackage, findElectronRuntime } from './electron-runtime.ts';
import { fetchElectron } from './fetch-electron.ts';
import { runDesktop } from './run-desktop.ts';

const FETCH_WITHIN_MS = 12_000;

const checkout = fileURLToPath(new URL('../../..', import.meta.url));

async function start(
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const launch = await chooseLaunch({
    platform: process.platform,
    isHeadlessWanted: environment['LATCHPORT_HEADLESS'] === '1',
    hasDisplay: Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']),
    isRoot: process.getuid?.() === 0,
    findRuntime: () => findElectronRuntime(environment['ELECTRON_OVERRIDE_DIST_PATH']),
    fetchRuntime: () => {
      say('Fetching Electron for the desktop app, once...');
      return fetchElectron(electronPackage(), environment, FETCH_WITHIN_MS);
    },
  });
  if (launch.kind === 'headless') return startHeadless(launch.because, given);
  const end = await runDesktop(launch.program, [...launch.flags, checkout, ...given], environment);
  if (end.kind === 'failed') return startHeadless(`Electron does not run: ${end.because}`, given);
  process.exitCode = end.code;
}

/** As `latchport serve --first-run`, in this process, so that signals and exit codes are the engine's own. */
async function startHeadless(because: string, given: readonly string[]): Promise<void> {
  say(`Latchport starts without a window: ${because}.`);
  process.argv.splice(2, given.length, 'serve', '--first-run', ...given);
  await import('../../src-proxy/cli/latchport.ts');
}

/** Beside what the engine itself has to say, which others may read. */
const say = (line: string): void => void process.stderr.write(`${line}\n`);

// oxlint-disable-next-line node/no-process-env -- read here, before there is a shell or an engine
await start(process.argv.slice(2), process.env);
