import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface KeyringBus {
  /** What makes an engine find the keychain on it. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** In this order the keychain is there when the address is printed; all of it ends with standard input. */
const SCRIPT = `
printf password | gnome-keyring-daemon --unlock --components=secrets > /dev/null
until dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / \
  org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true; do sleep 0.05; done
echo "$DBUS_SESSION_BUS_ADDRESS"
cat > /dev/null
`;

/** A session bus of its own with a real, unlocked Secret Service on it. */
export async function startKeyringBus(): Promise<KeyringBus> {
  const home = mkdtempSync(join(tmpdir(), 'latchport-keyring-'));
  const child = spawn('dbus-run-session', ['--', 'sh', '-c', SCRIPT], {
    env: { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: home },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The session bus ended with ${code}.`)));
  });
  return {
    environment: { DBUS_SESSION_BUS_ADDRESS: address },
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
