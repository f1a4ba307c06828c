import { app } from 'electron';
import { HIDDEN, type ShellConfig } from '../shell-config.ts';
import { createAutostartFile } from './autostart-file.ts';

/** Whether the system starts the app when the user logs in. */
export interface LoginItem {
  isOn(): boolean;
  /** @throws login_item_refused */
  set(isOn: boolean): void;
}

export function createLoginItem(config: ShellConfig): LoginItem {
  if (process.platform !== 'linux') return systemLoginItem;
  const program = config.appImage ?? process.execPath;
  const command = app.isPackaged ? [program] : [program, app.getAppPath()];
  return createAutostartFile(config.configFolder, [...command, HIDDEN]);
}

const systemLoginItem: LoginItem = {
  isOn: () => app.getLoginItemSettings({ args: loginArguments() }).openAtLogin,
  set: (isOn) => app.setLoginItemSettings({ openAtLogin: isOn, args: loginArguments() }),
};

/** Windows wants a path within quotes (Electron's app.setLoginItemSettings); macOS takes no arguments. */
const loginArguments = (): string[] =>
  app.isPackaged ? [HIDDEN] : [`"${app.getAppPath()}"`, HIDDEN];

/** Whether this start is the system's doing; macOS tells so itself, elsewhere an argument does. */
export const wasStartedHidden = (config: ShellConfig): boolean =>
  config.isHidden || (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);
