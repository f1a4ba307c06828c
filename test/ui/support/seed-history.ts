import { join } from 'node:path';
import Database from 'better-sqlite3';
import { generateUsage } from '../../support/generate-usage.ts';
import type { EngineProcess } from './engine-process.ts';

const DAY_MS = 86_400_000;
const MODELS = ['claude-sonnet-4-5', 'gpt-4o', 'gpt-4o-mini', 'gpt-5.1'];

/** Three weeks of calls with the keys and connections there are, as if they had been made. */
export async function seedHistory({ home, client }: EngineProcess, count = 700): Promise<void> {
  const { virtual_keys } = await client.call('virtual_keys.list', {});
  const { connections } = await client.call('connections.list', {});
  const used = virtual_keys.filter(({ last_used_at }) => last_used_at !== null);
  const existing = {
    keys: (used.length === 0 ? virtual_keys : used).map(({ id }) => id),
    connections: connections.slice(0, 2).map(({ id }) => id),
    models: MODELS,
  };
  const store = new Database(join(home, 'latchport.db'));
  store.pragma('busy_timeout = 5000');
  const now = Date.now();
  generateUsage(store, {
    count,
    fromMs: now - 21 * DAY_MS,
    toMs: now - DAY_MS,
    keys: existing.keys.length,
    connections: existing.connections.length,
    models: MODELS.length,
    existing,
    withSums: true,
  });
  store.close();
}
