/**
 * Start at login on Linux: an entry in the autostart folder.
 * https://specifications.freedesktop.org/autostart-spec/latest/
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '../../src-proxy/errors.ts';
import type { LoginItem } from './login-item.ts';

export function createAutostartFile(
  configFolder: string | null,
  command: readonly string[],
): LoginItem {
  const file = join(configFolder ?? join(homedir(), '.config'), 'autostart', 'latchport.desktop');
  return {
    isOn: () => existsSync(file),
    set: (isOn) => {
      try {
        if (!isOn) return rmSync(file, { force: true });
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, entry(command));
      } catch {
        throw new AppError('login_item_refused', { file });
      }
    },
  };
}

const entry = (command: readonly string[]): string => `[Desktop Entry]
Type=Application
Name=Latchport
Comment=Local key vault and AI proxy
Exec=${command.map(quoteArgument).join(' ')}
Icon=latchport
Terminal=false
X-GNOME-Autostart-enabled=true
`;

/**
 * An argument of an Exec key: quoted, with what is special in quotes escaped, then escaped once more as
 * any string of the file, and `%` doubled. Desktop Entry Specification, "The Exec key".
 */
export function quoteArgument(argument: string): string {
  const quoted = `"${argument.replaceAll(/["`$\\]/g, String.raw`\$&`)}"`;
  return quoted.replaceAll('\\', '\\\\').replaceAll('%', '%%');
}
