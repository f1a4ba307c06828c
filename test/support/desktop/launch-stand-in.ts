import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { toChromium } from '../electron-stand-in/app-address.ts';
import { socketClient } from '../socket-client.ts';
import { waitForApp } from './wait-for-app.ts';
import { appEnvironment } from './app-environment.ts';
import { newHome } from './new-home.ts';
import type { CleanUp, Desktop, LaunchOptions, Remote } from './desktop.ts';
import { remoteOver } from './remote-over.ts';

const RUN = join(import.meta.dirname, '../electron-stand-in/run.ts');

/** Driver B: the compiled shell under Node, its windows in Chromium. */
export async function launchStandIn(options: LaunchOptions, afterwards: CleanUp): Promise<Desktop> {
  const home = options.home ?? (await newHome(afterwards));
  const first = start(home, options);
  const remote = remoteOver(first.child, first.stderr);
  const look = pageFinder(remote, afterwards);
  const again = (args: readonly string[]): Promise<number | null> =>
    startAgain(home, options, args, afterwards);
  afterwards(() => first.stop());
  return {
    home,
    remote,
    client: socketClient(home),
    page: look,
    deepLink: async (link) => void (await again([link])),
    startAgain: (...args) => again(args),
    quit: async () => {
      await remote.quit().catch(() => undefined);
      await first.exited;
      return first.child.exitCode;
    },
    stderr: first.stderr,
  };
}

interface Started {
  readonly child: ChildProcess;
  readonly exited: Promise<unknown>;
  readonly stderr: () => string;
  readonly stop: () => Promise<void>;
}

function start(home: string, { args = [], environment }: LaunchOptions): Started {
  const child = fork(RUN, [...args], {
    env: appEnvironment(home, environment),
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let said = '';
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  child.stdout?.resume();
  const exited = once(child, 'close');
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await exited;
  };
  return { child, exited, stderr: () => said, stop };
}

async function startAgain(
  home: string,
  options: LaunchOptions,
  args: readonly string[],
  afterwards: CleanUp,
): Promise<number | null> {
  const { child, exited, stop } = start(home, { ...options, args });
  afterwards(stop);
  await exited;
  return child.exitCode;
}

/** Looks at the app's own Chromium from here, so that the test holds real pages. */
function pageFinder(remote: Remote, afterwards: CleanUp): Desktop['page'] {
  let browser: Browser | null = null;
  return async (host) => {
    const own = `latchport-app://${host}/`;
    const begin = toChromium(own);
    let found: Page | undefined;
    await waitForApp(`the ${host} page is open`, async () => {
      const address = await remote.debugAddress();
      if (address === null) return false;
      if (browser === null) {
        const connected = await chromium.connectOverCDP(address);
        afterwards(() => connected.close());
        browser = connected;
      }
      const windows = await remote.windows();
      const wanted = windows.filter((window) => window.address.startsWith(own)).length;
      const pages = browser
        .contexts()
        .flatMap((context) => context.pages())
        .filter((page) => page.url().startsWith(begin));
      // A page of a window that was just closed may still be seen for a moment.
      found = pages.length === wanted ? pages.at(-1) : undefined;
      return found !== undefined;
    });
    if (found === undefined) throw new Error(`There is no ${host} page`);
    return found;
  };
}
