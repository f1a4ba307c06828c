/** The parts of the engine that need no door, made of one another: every dependency is an argument. */
import { homePaths } from './config.ts';
import { createConnectionDeps, type ConnectionDeps } from './connections/connection-deps.ts';
import { Connections } from './connections/connections.ts';
import type { EngineOptions } from './engine-options.ts';
import { EventLog } from './events/event-log.ts';
import { createRouting, type Routing } from './inference/create-routing.ts';
import { RunningRequests } from './inference/running-requests.ts';
import type { Log } from './log.ts';
import { createOutbound, type Outbound } from './outbound/outbound.ts';
import { createIsOwnAddress, type Door } from './outbound/own-address.ts';
import { readProxySettings } from './outbound/proxy-settings.ts';
import { createMoney, type Money } from './policy/create-money.ts';
import { ProxyGate } from './proxy-gate.ts';
import { createReporting, type Reporting } from './reporting.ts';
import { openStore, type Store } from './store/open-store.ts';
import { Settings } from './store/settings.ts';
import { UsageRecorder } from './usage/usage-recorder.ts';
import { openVault } from './vault/open-vault.ts';
import type { Vault } from './vault/vault.ts';
import { VirtualKeys } from './virtual-keys/virtual-keys.ts';
import { Workspaces } from './workspaces/workspaces.ts';

/** The parts everything else is made of; they need no door. */
export interface EngineParts extends Money, Routing {
  readonly store: Store;
  readonly settings: Settings;
  readonly vault: Vault;
  readonly connections: Connections;
  readonly virtualKeys: VirtualKeys;
  readonly workspaces: Workspaces;
  readonly events: EventLog;
  readonly recorder: UsageRecorder;
  readonly reporting: Reporting;
  readonly running: RunningRequests;
  readonly outbound: Outbound;
  readonly gate: ProxyGate;
  readonly connectionDeps: ConnectionDeps;
  readonly clock: () => number;
  readonly log: Log;
}

/** `doors` are those of the engine, as they open. @throws store_too_new, store_damaged, store_full, vault_* */
export async function createParts(
  options: EngineOptions,
  doors: readonly Door[],
): Promise<EngineParts> {
  const { config, log } = options;
  const clock = options.clock ?? Date.now;
  const paths = homePaths(config.home);
  const store = openStore(paths.store);
  const settings = new Settings(store);
  const vault = await openVault({
    choice: config.vaultChoice,
    settled: readBackendName(settings),
    folder: paths.vault,
    passphrase: config.passphrase,
    environment: config.environment,
    clock,
    log,
  });
  await rememberBackend(vault, settings);
  const isOwnAddress = createIsOwnAddress(() => doors);
  const base = {
    store,
    vault,
    connections: new Connections(store),
    events: new EventLog(store, clock),
    running: new RunningRequests(),
    outbound: createOutbound({
      isOwnAddress,
      proxy: readProxySettings(config.environment),
      timeouts: options.timeouts,
    }),
    clock,
    log,
  };
  const connectionDeps = createConnectionDeps({ ...base, isOwnAddress });
  const { keyItems } = connectionDeps;
  const virtualKeys = new VirtualKeys(store);
  const reporting = createReporting({ ...base, settings, virtualKeys, keyItems, isOwnAddress });
  const workspaces = new Workspaces(store, clock());
  const money = createMoney(
    { ...base, virtualKeys, workspaces },
    config.home,
    options.priceDataUrl,
  );
  const tallies = [money.allowances.spending, reporting.rollups];
  return {
    ...base,
    ...money,
    settings,
    reporting,
    virtualKeys,
    workspaces,
    ...createRouting(base),
    recorder: new UsageRecorder(store, log, clock, tallies),
    gate: new ProxyGate(settings),
    connectionDeps,
  };
}

/** The backend keys were moved to or first written to; null on a first start. */
function readBackendName(settings: Settings): 'keychain' | 'file' | null {
  const name = settings.get('vault.backend');
  return name === 'keychain' || name === 'file' ? name : null;
}

/** Keys stay where the first start put them, also when another keychain is there, or none, the next time. */
async function rememberBackend(vault: Vault, settings: Settings): Promise<void> {
  if (readBackendName(settings) !== null) return;
  settings.set('vault.backend', (await vault.status()).backend);
}
