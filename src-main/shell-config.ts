/**
 * What the environment decides for the shell, read once. The engine's own settings are passed on to it
 * unread; the vault's passphrase goes to the first engine only and stays nowhere here, so an engine that
 * had to be started again asks for it.
 */
import { readConfig } from '../src-proxy/config.ts';
import type { LogLevel } from '../src-proxy/log.ts';

type Environment = Record<string, string | undefined>;

export interface ShellConfig {
  /** The data folder, shared with the engine. */
  readonly home: string;
  readonly logLevel: LogLevel;
  /** Begins with no window: started by the system at login. */
  readonly isHidden: boolean;
  /** The AppImage this runs from; null when it does not. */
  readonly appImage: string | null;
  /** Where the desktop looks for programs to start; null: in `.config` of the user's folder. */
  readonly configFolder: string | null;
  /** What an engine is started with. */
  readonly engineEnvironment: () => Environment;
}

export const HIDDEN = '--hidden';

/** @throws config_invalid naming the variable */
export function readShellConfig(
  argv: readonly string[] = process.argv,
  // oxlint-disable-next-line node/no-process-env -- read here and nowhere else in the shell
  environment: Environment = process.env,
): ShellConfig {
  const { home, logLevel } = readConfig({ ...environment, LATCHPORT_PASSPHRASE: undefined });
  return {
    home,
    logLevel,
    isHidden: argv.includes(HIDDEN),
    appImage: environment['APPIMAGE'] ?? null,
    configFolder: environment['XDG_CONFIG_HOME'] ?? null,
    engineEnvironment: () => {
      const given = { ...environment };
      delete environment['LATCHPORT_PASSPHRASE'];
      return given;
    },
  };
}
