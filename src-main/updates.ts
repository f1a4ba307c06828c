/**
 * Updates, by electron-updater from a plain https folder. It checks the SHA-512 the feed names for each
 * file and, before anything is installed, the maker's signature: macOS by the system (Squirrel.Mac),
 * Windows by the publisher's name in the certificate. A build that is not signed has nothing to check
 * against, so it does not look by itself; the user can still name a feed of their own and switch it on.
 */
import { app } from 'electron';
import type { AppUpdater } from 'electron-updater';
import { describeUnexpected, type Log } from '../src-proxy/log.ts';
import type { BuildFacts } from './build-facts.ts';
import type { ShellSettings } from './shell-contract.ts';
import { chooseFeed, updatesOffBecause } from './update-feed.ts';

const EVERY_MS = 24 * 3_600_000;

export interface UpdateDeps {
  readonly facts: BuildFacts;
  readonly settings: () => ShellSettings;
  readonly tell: (title: string, body: string) => void;
  readonly log: Log;
}

export class Updates {
  readonly #deps: UpdateDeps;
  #updater: AppUpdater | null = null;

  constructor(deps: UpdateDeps) {
    this.#deps = deps;
  }

  /** Why updates cannot be looked for; null when they can. */
  get offBecause(): string | null {
    return updatesOffBecause(this.#deps.facts, this.#deps.settings(), app.isPackaged);
  }

  /** Looks now and once a day, as long as the user wants it. */
  begin(): void {
    const look = (): void => {
      if (this.#deps.settings().look_for_updates && this.offBecause === null) void this.#look();
    };
    setInterval(look, EVERY_MS).unref();
    look();
  }

  /** The user asks; the answer is told in any case. */
  async lookNow(): Promise<void> {
    const { tell } = this.#deps;
    const reason = this.offBecause;
    if (reason !== null) return tell('No updates for this build', reason);
    const found = await this.#look();
    if (found === 'none') tell('Latchport is up to date', `This is version ${app.getVersion()}.`);
    if (found === 'failed') {
      tell('Could not look for updates', 'The address for updates did not answer as it should.');
    }
  }

  async #look(): Promise<'found' | 'none' | 'failed'> {
    try {
      const updater = await this.#open();
      const found = await updater.checkForUpdates();
      return found?.isUpdateAvailable === true ? 'found' : 'none';
    } catch (error) {
      this.#deps.log.warn('update_check_failed', describeUnexpected(error));
      return 'failed';
    }
  }

  /** Loaded when first needed; most starts never look. */
  async #open(): Promise<AppUpdater> {
    const updater = this.#updater ?? (await loadUpdater());
    const { facts, settings, tell } = this.#deps;
    const url = chooseFeed(facts, settings());
    if (url !== null) updater.setFeedURL({ provider: 'generic', url });
    if (this.#updater === null) {
      updater.logger = null;
      updater.autoInstallOnAppQuit = true;
      updater.allowDowngrade = false;
      updater.on('update-downloaded', ({ version }) =>
        tell(`Latchport ${version} is ready`, 'It is installed when you quit.'),
      );
    }
    this.#updater = updater;
    return updater;
  }
}

/** The package is CommonJS and gives its updater for this platform by a getter. */
async function loadUpdater(): Promise<AppUpdater> {
  const { default: electronUpdater } = await import('electron-updater');
  return electronUpdater.autoUpdater;
}
