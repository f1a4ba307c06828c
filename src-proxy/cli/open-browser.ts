/**
 * Shows an address in the user's browser. The address holds a one-time code, so it is kept out of command
 * lines where that can be done; where it cannot (Linux), the browser door checks whose program brings it.
 */
import { spawn } from 'node:child_process';

interface Opener {
  readonly command: string;
  readonly args: readonly string[];
  /** What the command reads on standard input. */
  readonly input?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a browser was started; false where there is none to start. */
export function openBrowser(
  url: string,
  environment: Environment,
  platform = process.platform,
): Promise<boolean> {
  const opener = chooseOpener(url, environment, platform);
  return opener === null ? Promise.resolve(false) : start(opener);
}

export function chooseOpener(
  url: string,
  environment: Environment,
  platform: NodeJS.Platform,
): Opener | null {
  if (environment['BROWSER'] === 'none') return null;
  if (platform === 'darwin') {
    return { command: 'osascript', args: ['-'], input: `open location "${url}"` };
  }
  // Other users of a Windows machine cannot read this user's command lines.
  if (platform === 'win32') return { command: 'cmd', args: ['/d', '/c', 'start', '', url] };
  const isDesktop = Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
  const isWsl = Boolean(environment['WSL_DISTRO_NAME']);
  return isDesktop || isWsl ? { command: 'xdg-open', args: [url] } : null;
}

function start({ command, args, input }: Opener): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      detached: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'ignore'],
    });
    const done = (isStarted: boolean): void => {
      clearTimeout(patience);
      child.unref();
      resolve(isStarted);
    };
    // Some openers run as long as the browser does.
    const patience = setTimeout(() => done(true), 3000);
    child.once('error', () => done(false));
    child.once('exit', (code) => done(code === 0));
    child.stdin?.on('error', () => undefined).end(input);
  });
}
