import { AppError } from '../src-proxy/errors.ts';
import type { LoginItem } from './os/login-item.ts';
import type { CheckedShellInputOf, ShellSettings } from './shell-contract.ts';
import type { SettingsFile } from './settings-file.ts';

type Change = CheckedShellInputOf<'settings.change'>;

/** The user's settings of the shell: in its file, but for the login item, which the system keeps. */
export class Preferences {
  readonly #file: SettingsFile;
  readonly #loginItem: LoginItem;
  readonly #onChange: (settings: ShellSettings) => void;

  constructor(
    file: SettingsFile,
    loginItem: LoginItem,
    onChange: (settings: ShellSettings) => void,
  ) {
    this.#file = file;
    this.#loginItem = loginItem;
    this.#onChange = onChange;
  }

  get current(): ShellSettings {
    return { ...this.#file.memory.settings, start_at_login: this.#loginItem.isOn() };
  }

  /** What is left out stays. @throws login_item_refused, settings_not_kept */
  change({ start_at_login: startAtLogin, ...others }: Change): ShellSettings {
    try {
      if (startAtLogin !== undefined) this.#loginItem.set(startAtLogin);
      const { settings } = this.#file.memory;
      if (!this.#file.change({ settings: { ...settings, ...others } })) {
        throw new AppError('settings_not_kept', { file: this.#file.file });
      }
    } finally {
      this.#onChange(this.current);
    }
    return this.current;
  }
}
