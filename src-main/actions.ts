import { app } from 'electron';
import { AppError } from '../src-proxy/errors.ts';
import { describeUnexpected, type Log } from '../src-proxy/log.ts';
import type { ManagementClient } from '../src-proxy/management/client.ts';
import { ManagementError } from '../src-proxy/management/management-error.ts';
import type { EngineKeeper } from './engine/engine-keeper.ts';
import type { Notifier } from './notices/notifier.ts';
import type { ClipboardKeeper } from './os/clipboard-keeper.ts';
import type { Preferences } from './preferences.ts';
import type { ShellStore } from './shell-state.ts';
import type { Updates } from './updates.ts';
import type { MainWindow } from './window/main-window.ts';

/** Everything that can be done from the tray and the menu. */
export interface Actions {
  readonly setConnectionEnabled: (id: string, isEnabled: boolean) => void;
  readonly setPaused: (isPaused: boolean) => void;
  readonly lock: () => void;
  readonly unlock: () => void;
  readonly copyBaseUrl: () => void;
  /** Opens the window, at a path of the page where one is given. */
  readonly open: (path?: string) => void;
  readonly setStartAtLogin: (isOn: boolean) => void;
  readonly lookForUpdates: () => void;
  readonly startEngine: () => void;
  readonly quit: () => void;
}

export interface ActionDeps {
  readonly client: ManagementClient;
  readonly keeper: EngineKeeper;
  readonly window: MainWindow;
  readonly clipboard: ClipboardKeeper;
  readonly preferences: Preferences;
  readonly updates: Updates;
  readonly notifier: Notifier;
  readonly store: ShellStore;
  readonly log: Log;
}

/** What fails is told, and the menu goes back to what is true. */
export function createActions(deps: ActionDeps): Actions {
  const { client, keeper, window, clipboard, preferences, updates, store } = deps;
  const told = (run: () => Promise<unknown>): void => {
    run().catch((error: unknown) => tellFailure(error, deps));
  };
  return {
    setConnectionEnabled: (id, isEnabled) => {
      const operation = isEnabled ? 'connections.enable' : 'connections.disable';
      told(() => client.call(operation, { connection: id }));
    },
    setPaused: (isPaused) => told(() => client.call(isPaused ? 'pause' : 'resume', {})),
    lock: () => told(() => client.call('lock', {})),
    unlock: () => told(() => unlock(deps)),
    copyBaseUrl: () => told(async () => clipboard.copy(baseUrl(store), false)),
    open: (path) => window.open(path),
    setStartAtLogin: (isOn) => told(async () => preferences.change({ start_at_login: isOn })),
    lookForUpdates: () => told(() => updates.lookNow()),
    startEngine: () => keeper.startNow(),
    quit: () => app.quit(),
  };
}

function tellFailure(error: unknown, { log, notifier, store }: ActionDeps): void {
  const isKnown = error instanceof AppError || error instanceof ManagementError;
  if (!isKnown) log.error('action_failed', describeUnexpected(error));
  const body = isKnown ? error.message : 'Something went wrong; the log says where.';
  notifier.show({ title: 'That did not work', body, path: '/connections' });
  // The system's own menu has ticked the item already; this draws it as it is.
  store.change({});
}

/** Only the page can ask for a passphrase. */
async function unlock({ client, window }: ActionDeps): Promise<void> {
  const { needs_passphrase: needsPassphrase } = await client.call('vault.status', {});
  if (needsPassphrase) window.open('/unlock');
  else await client.call('unlock', {});
}

/** As tools of the OpenAI kind want it. @throws engine_away */
function baseUrl({ state }: ShellStore): string {
  const [base] = state.view?.status.proxy.addresses ?? [];
  if (base === undefined) throw new AppError('engine_away');
  return `${base}/v1`;
}
