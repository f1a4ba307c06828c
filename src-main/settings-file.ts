import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { shellSettings } from './shell-contract.ts';

const windowBounds = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  is_maximized: z.boolean(),
});

export type WindowBounds = z.output<typeof windowBounds>;

/** What the shell remembers from one start to the next. */
const memory = z.strictObject({
  settings: shellSettings.omit({ start_at_login: true }),
  window: windowBounds.nullable(),
  /** Whether the user was told that a closed window leaves the app running. */
  knows_tray: z.boolean(),
});

export type Memory = z.output<typeof memory>;

const firstMemory = (looksForUpdates: boolean): Memory => ({
  settings: {
    notices: { budgets: true, invalid_keys: true, connection_health: true, engine: true },
    lock_on_sleep: false,
    lock_on_screen_lock: false,
    look_for_updates: looksForUpdates,
    update_feed: null,
  },
  window: null,
  knows_tray: false,
});

/**
 * The file of it. What cannot be read (missing, damaged, of another version) reads as a first start;
 * nothing in it is worth more than that.
 */
export class SettingsFile {
  readonly file: string;
  #memory: Memory;

  constructor(folder: string, looksForUpdates: boolean) {
    this.file = join(folder, 'settings.json');
    this.#memory = readMemory(this.file) ?? firstMemory(looksForUpdates);
  }

  get memory(): Memory {
    return this.#memory;
  }

  /** Holds at once; false when it could not be written, so that it ends with the app. */
  change(part: Partial<Memory>): boolean {
    this.#memory = { ...this.#memory, ...part };
    try {
      mkdirSync(join(this.file, '..'), { recursive: true, mode: 0o700 });
      const next = `${this.file}.${process.pid}`;
      writeFileSync(next, `${JSON.stringify(this.#memory, null, 2)}\n`, { mode: 0o600 });
      renameSync(next, this.file);
      return true;
    } catch {
      return false;
    }
  }
}

function readMemory(file: string): Memory | null {
  try {
    return memory.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
