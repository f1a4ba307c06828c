import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { socketClient } from '../socket-client.ts';
import { waitForApp } from './wait-for-app.ts';
import { appEnvironment } from './app-environment.ts';
import type { CleanUp, Desktop, LaunchOptions } from './desktop.ts';
import { newHome } from './new-home.ts';
import { remoteOf } from './remote-over.ts';

const CHECKOUT = join(import.meta.dirname, '../../..');
const HOOK = join(import.meta.dirname, 'electron-hook.cjs');
/** Chromium refuses its sandbox to root; everybody else gets it. */
const AS_ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Driver A: the compiled shell in Electron itself. */
export async function launchElectron(
  program: string,
  options: LaunchOptions,
  afterwards: CleanUp,
): Promise<Desktop> {
  const home = options.home ?? (await newHome(afterwards));
  const env = appEnvironment(home, options.environment);
  const args = [...AS_ROOT, '-r', HOOK, CHECKOUT, ...(options.args ?? [])];
  const app = await _electron.launch({ executablePath: program, args, env, cwd: CHECKOUT });
  const child = app.process();
  let said = '';
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  const exited = once(child, 'exit');
  afterwards(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await exited;
  });
  const remote = remoteOf((name, callArgs) =>
    app
      .evaluate(`(async () => ({ said: await globalThis.latchportDriver[${JSON.stringify(name)}](
      ...${JSON.stringify(callArgs)}) }))()`)
      .then((answer: unknown) =>
        typeof answer === 'object' && answer !== null && 'said' in answer ? answer.said : undefined,
      ),
  );
  const startAgain = async (...more: readonly string[]): Promise<number | null> => {
    const second = spawn(program, [...AS_ROOT, CHECKOUT, ...more], { env, stdio: 'ignore' });
    await once(second, 'exit');
    return second.exitCode;
  };
  return {
    home,
    remote,
    client: socketClient(home),
    page: (host) => findPage(() => app.windows(), host),
    deepLink: async (link) => void (await startAgain(link)),
    startAgain,
    quit: async () => {
      await remote.quit().catch(() => undefined);
      await exited;
      return child.exitCode;
    },
    stderr: () => said,
  };
}

async function findPage(pages: () => readonly Page[], host: string): Promise<Page> {
  const find = (): Page | undefined =>
    pages().find((page) => page.url().startsWith(`latchport-app://${host}/`));
  await waitForApp(`the ${host} page is open`, () => find() !== undefined);
  const page = find();
  if (page === undefined) throw new Error(`There is no ${host} page`);
  return page;
}
