/** What `npm start` does here: the app in Electron, or the engine alone and why. */
export type Launch =
  | { readonly kind: 'desktop'; readonly program: string; readonly flags: readonly string[] }
  | { readonly kind: 'headless'; readonly because: string };

/** What the choice depends on. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** LATCHPORT_HEADLESS=1 */
  readonly isHeadlessWanted: boolean;
  /** Whether a display is named, on systems that name theirs in the environment. */
  readonly hasDisplay: boolean;
  readonly isRoot: boolean;
  /** Electron's program, null where it is not. */
  readonly findRuntime: () => string | null;
  /** Lets the npm package fetch it; null: done, else why not. */
  readonly fetchRuntime: () => Promise<string | null>;
}

export async function chooseLaunch(machine: Machine): Promise<Launch> {
  if (machine.isHeadlessWanted) return headless('LATCHPORT_HEADLESS says so');
  if (needsDisplay(machine.platform) && !machine.hasDisplay) {
    return headless('there is no display here (DISPLAY and WAYLAND_DISPLAY are not set)');
  }
  const found = machine.findRuntime();
  if (found !== null) return desktop(found, machine);
  const problem = await machine.fetchRuntime();
  const fetched = problem === null ? machine.findRuntime() : null;
  if (fetched !== null) return desktop(fetched, machine);
  return headless(
    `Electron is not on this machine and ${problem ?? 'what was fetched is not complete'} (again, at leisure: npx install-electron)`,
  );
}

const needsDisplay = (platform: NodeJS.Platform): boolean =>
  platform !== 'darwin' && platform !== 'win32';

const headless = (because: string): Launch => ({ kind: 'headless', because });

/** Chromium refuses its sandbox to root, and without this flag to start. */
const desktop = (program: string, { platform, isRoot }: Machine): Launch => ({
  kind: 'desktop',
  program,
  flags: platform === 'linux' && isRoot ? ['--no-sandbox'] : [],
});
