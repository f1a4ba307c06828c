import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  createConnectionDeps,
  type ConnectionDeps,
} from '../../src-proxy/connections/connection-deps.ts';
import { Connections } from '../../src-proxy/connections/connections.ts';
import type { AppError } from '../../src-proxy/errors.ts';
import { EventLog } from '../../src-proxy/events/event-log.ts';
import type { LoggedEvent } from '../../src-proxy/events/event.ts';
import { createLog } from '../../src-proxy/log.ts';
import { createOutbound } from '../../src-proxy/outbound/outbound.ts';
import { ensureWorkspace } from '../../src-proxy/store/ensure-workspace.ts';
import { openStore, type Store } from '../../src-proxy/store/open-store.ts';
import { resolveReference } from '../../src-proxy/vault/resolve-reference.ts';
import { Vault } from '../../src-proxy/vault/vault.ts';
import { VirtualKeys } from '../../src-proxy/virtual-keys/virtual-keys.ts';
import { ScriptedBackend } from './scripted-backend.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const START = Date.UTC(2026, 0, 15, 12);

/** A store, a vault and all around them, as the engine has them, with everything a test looks at. */
export interface ConnectionSetup {
  readonly deps: ConnectionDeps & { readonly virtualKeys: VirtualKeys };
  readonly store: Store;
  readonly vault: Vault;
  readonly backend: ScriptedBackend;
  readonly folder: string;
  readonly time: { now: number };
  readonly logLines: string[];
  /** What was told to end, by connection id. */
  readonly aborted: { readonly id: string; readonly error: AppError }[];
  events(): readonly LoggedEvent[];
  /** Items noted for erasure. */
  noted(): readonly string[];
  /** The engine started again on the same folder and vault, whatever became of this one. */
  reopen(): ConnectionSetup;
}

export interface SetupOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly probeTimeoutMs?: number;
}

export async function setUpConnections(options: SetupOptions = {}): Promise<ConnectionSetup> {
  const folder = await temporaryFolder();
  return open(folder, new ScriptedBackend(), { now: START }, options);
}

const isOwnAddress = (): boolean => false;

function open(
  folder: string,
  backend: ScriptedBackend,
  time: { now: number },
  options: SetupOptions,
): ConnectionSetup {
  const clock = (): number => time.now;
  const store = openStore(join(folder, 'latchport.db'));
  ensureWorkspace(store, START);
  store
    .prepare('INSERT OR IGNORE INTO workspaces (id, name, created_at) VALUES (?, ?, ?)')
    .run('work', 'work', START);
  const outbound = createOutbound({ isOwnAddress });
  onTestFinished(async () => {
    await outbound.destroy();
    store.close();
  });
  const environment = options.environment ?? {};
  const vault = new Vault({
    backend,
    resolveReference: (uri) => resolveReference(uri, { environment }),
    now: clock,
  });
  const logLines: string[] = [];
  const aborted: { id: string; error: AppError }[] = [];
  const events = new EventLog(store, clock);
  const deps = createConnectionDeps({
    store,
    connections: new Connections(store),
    vault,
    outbound,
    isOwnAddress,
    events,
    running: { abortConnection: (id, error) => void aborted.push({ id, error }) },
    clock,
    log: createLog('debug', (line) => logLines.push(line)),
    probeTimeoutMs: options.probeTimeoutMs,
  });
  return {
    deps: { ...deps, virtualKeys: new VirtualKeys(store) },
    store,
    vault,
    backend,
    folder,
    time,
    logLines,
    aborted,
    events: () => events.listLatest(1000),
    noted: () => store.prepare<[], string>('SELECT item_id FROM vault_erasures').pluck().all(),
    reopen: () => open(folder, backend, time, options),
  };
}
