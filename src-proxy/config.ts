import { join } from 'node:path';
import envPaths from 'env-paths';
import { AppError } from './errors.ts';
import type { LogLevel } from './log.ts';
import { Secret } from './vault/secret.ts';

export const DEFAULT_PORT = 6174;

/** Everything the environment decides, read once. */
export interface Config {
  /** The data folder. */
  readonly home: string;
  readonly port: number;
  /** Of the settings page; null: the usual one, or another where that is taken. */
  readonly uiPort: number | null;
  readonly vaultChoice: 'keychain' | 'file' | 'auto';
  /** Taken out of the environment as it is read, so that no child process inherits it. */
  readonly passphrase: Secret | null;
  readonly logLevel: LogLevel;
  /** What `env:` references are looked up in and `exec:` children get. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** @throws config_invalid naming the variable */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const passphrase = environment['LATCHPORT_PASSPHRASE'];
  delete environment['LATCHPORT_PASSPHRASE'];
  return {
    home: environment['LATCHPORT_HOME'] || envPaths('Latchport', { suffix: '' }).data,
    port: readPort(environment['LATCHPORT_PORT']),
    uiPort: readUiPort(environment['LATCHPORT_UI_PORT']),
    vaultChoice: readChoice('LATCHPORT_VAULT', environment, ['auto', 'keychain', 'file']),
    passphrase: passphrase ? new Secret(passphrase) : null,
    logLevel: readChoice('LATCHPORT_LOG', environment, [
      'warn',
      'debug',
      'info',
      'error',
      'silent',
    ]),
    environment,
  };
}

/** @throws config_invalid */
export function readPort(text: string | undefined, name = 'LATCHPORT_PORT'): number {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new AppError('config_invalid', {
      name,
      problem: 'a port is a whole number from 0 to 65535',
    });
  }
  return port;
}

function readUiPort(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : readPort(text, 'LATCHPORT_UI_PORT');
}

/** Where things are in the data folder. */
export function homePaths(home: string): {
  readonly store: string;
  readonly vault: string;
  readonly socketFolder: string;
} {
  return {
    store: join(home, 'latchport.db'),
    vault: join(home, 'vault'),
    socketFolder: join(home, 'run'),
  };
}

function readChoice<Choice extends string>(
  name: string,
  environment: Record<string, string | undefined>,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const text = environment[name];
  if (text === undefined || text === '') return choices[0];
  const choice = choices.find((known) => known === text);
  if (choice === undefined) {
    throw new AppError('config_invalid', { name, problem: `use one of ${choices.join(', ')}` });
  }
  return choice;
}
