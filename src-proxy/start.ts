/** Builds the object graph of the engine: every dependency is an argument, nothing is looked up. */
import { randomUUID } from 'node:crypto';
import { BrowserAccess } from './browser-door/browser-access.ts';
import { homePaths, type Config } from './config.ts';
import { createConnectionDeps, type ConnectionDeps } from './connections/connection-deps.ts';
import { Connections } from './connections/connections.ts';
import { AppError } from './errors.ts';
import { EventLog } from './events/event-log.ts';
import { describeRoute } from './describe-route.ts';
import { createRouting, type Routing } from './inference/create-routing.ts';
import type { InferenceDeps } from './inference/exchange.ts';
import { handleInference } from './inference/handle-inference.ts';
import { RunningRequests } from './inference/running-requests.ts';
import { handleUpgrade } from './inference/websocket/handle-upgrade.ts';
import type { Log } from './log.ts';
import { makeHome } from './make-home.ts';
import { handlersLoader, type LoadHandlers } from './management/load-handlers.ts';
import type {
  BrowserControl,
  EngineControl,
  ManagementDeps,
} from './management/management-deps.ts';
import { openSocketDoor } from './management/socket-door.ts';
import { moveVault } from './move-vault.ts';
import { createOutbound, type Outbound } from './outbound/outbound.ts';
import type { OutboundTimeouts } from './outbound/outbound-timeouts.ts';
import { createIsOwnAddress, type Door } from './outbound/own-address.ts';
import { readProxySettings } from './outbound/proxy-settings.ts';
import { createMoney, type Money } from './policy/create-money.ts';
import { updatePrices } from './prices/update-prices.ts';
import { openProxyDoor, type ProxyDoor } from './proxy-door/proxy-door.ts';
import { ProxyGate } from './proxy-gate.ts';
import { createReporting, type Reporting } from './reporting.ts';
import { startChores } from './start-chores.ts';
import { openStore, type Store } from './store/open-store.ts';
import { Settings } from './store/settings.ts';
import { createUsageReader } from './usage/create-usage-reader.ts';
import { UsageRecorder } from './usage/usage-recorder.ts';
import { openVault } from './vault/open-vault.ts';
import type { Vault } from './vault/vault.ts';
import { VirtualKeys } from './virtual-keys/virtual-keys.ts';
import { Workspaces } from './workspaces/workspaces.ts';

export interface EngineOptions {
  readonly config: Config;
  readonly version: string;
  /** Another address than loopback to listen on; null: loopback. */
  readonly host: string | null;
  readonly hostNames: readonly string[];
  readonly isDemo: boolean;
  readonly maxBodyBytes: number;
  /** Other than the usual, of each the one that is named. */
  readonly timeouts?: Partial<OutboundTimeouts> | undefined;
  /** For a client to send its body; five minutes when left out. */
  readonly bodyTimeoutMs?: number | undefined;
  readonly log: Log;
  /** The time of day; the machine's when left out. */
  readonly clock?: () => number;
  /** Where price data are fetched from when asked for; their makers' own place when left out. */
  readonly priceDataUrl?: string;
}

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

export interface Engine {
  readonly parts: EngineParts;
  readonly proxyDoor: ProxyDoor;
  /** Resolves when the engine has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Opens the browser door; its address. @throws browser_port_busy, port_forbidden */
  openBrowserDoor(): Promise<string>;
  /** A one-time code for the settings page; opens the door where it is closed. @throws as openBrowserDoor */
  createPageCode(): ReturnType<BrowserControl['createCode']>;
  /** Ends running answers with an error of their dialect, writes everything down, closes the doors. */
  stop(): Promise<void>;
}

const BODY_TIMEOUT_MS = 300_000;

/**
 * @throws engine_running, port_busy, port_forbidden, store_too_new, store_damaged, store_full,
 * vault_*; nothing stays open then
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { config, log } = options;
  makeHome(config.home);
  const management = Promise.withResolvers<ManagementDeps>();
  const loadHandlers = handlersLoader(management.promise);
  // The socket comes first: holding it is what makes this the one engine of the data folder.
  const socketDoor = await openSocketDoor({
    home: config.home,
    version: options.version,
    loadHandlers,
    log,
  });
  const doors: Door[] = [];
  let store: Store | null = null;
  try {
    const parts = await createParts(options, doors);
    ({ store } = parts);
    parts.recorder.recover();
    const proxyDoor = await openInference(options, parts, doors);
    const browser = browserAccess(options, parts, loadHandlers, doors);
    const chores = startChores(parts);
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const stop = once(async () => {
      chores.stop();
      await endRequests(proxyDoor, parts);
      await parts.outbound.destroy();
      parts.virtualKeys.saveLastUses();
      parts.health.saveLimits();
      parts.recorder.flush(true);
      await browser.close();
      await parts.reporting.queryThread.close();
      await socketDoor.close();
      parts.store.close();
      end();
    });
    const control = engineControl(options, parts, proxyDoor, () => void stop());
    management.resolve(managementDeps(control, browser, options, parts));
    return {
      parts,
      proxyDoor,
      ended,
      openBrowserDoor: () => browser.open(),
      createPageCode: () => browser.createCode(),
      stop,
    };
  } catch (error) {
    store?.close();
    await socketDoor.close();
    throw error;
  }
}

async function createParts(options: EngineOptions, doors: readonly Door[]): Promise<EngineParts> {
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

async function openInference(
  options: EngineOptions,
  parts: EngineParts,
  doors: Door[],
): Promise<ProxyDoor> {
  const { maxBodyBytes, bodyTimeoutMs = BODY_TIMEOUT_MS } = options;
  const deps: InferenceDeps = {
    ...parts,
    keySightings: parts.reporting.keySightings,
    isPaused: () => parts.gate.isPaused,
    instanceId: randomUUID(),
    limits: { maxBodyBytes, bodyTimeoutMs },
  };
  const proxyDoor = await openProxyDoor({
    port: options.config.port,
    host: options.host,
    hostNames: options.hostNames,
    bodyTimeoutMs,
    handle: (request, response) => handleInference(request, response, deps),
    upgrade: (request, socket, head, isHostAllowed) =>
      handleUpgrade(request, socket, head, isHostAllowed, deps),
    isKnownOrigin: (origin) => parts.virtualKeys.list().some((key) => key.origins.includes(origin)),
  });
  for (const address of options.host === null ? ['127.0.0.1', '::1'] : [options.host]) {
    doors.push({ address, port: proxyDoor.port });
  }
  return proxyDoor;
}

function browserAccess(
  { config, version }: EngineOptions,
  { clock, log, reporting }: EngineParts,
  loadHandlers: LoadHandlers,
  doors: Door[],
): BrowserAccess {
  const onOpened = (port: number): void => {
    for (const address of ['127.0.0.1', '::1']) doors.push({ address, port });
  };
  const managementKeys = reporting.managementKeyCallers;
  const port = config.uiPort;
  return new BrowserAccess({
    port,
    loadHandlers,
    managementKeys,
    version,
    clock,
    log,
    onOpened,
  });
}

/** Streams get an error event of their dialect, and a moment to take it. */
async function endRequests(proxyDoor: ProxyDoor, { running }: EngineParts): Promise<void> {
  const closed = proxyDoor.close();
  running.abortAll(new AppError('engine_stopping'));
  const cut = setTimeout(() => proxyDoor.cut(), 500);
  await closed;
  clearTimeout(cut);
}

function engineControl(
  options: EngineOptions,
  { gate, running }: EngineParts,
  proxyDoor: ProxyDoor,
  stop: () => void,
): EngineControl {
  return {
    version: options.version,
    home: options.config.home,
    startedAt: Date.now(),
    isDemo: options.isDemo,
    addresses: () => proxyDoor.addresses,
    isExposed: () => proxyDoor.isExposed,
    isPaused: () => gate.isPaused,
    pause: () => gate.set(true),
    resume: () => gate.set(false),
    runningRequests: () => running.count,
    stop,
  };
}

function managementDeps(
  engine: EngineControl,
  browser: BrowserControl,
  options: EngineOptions,
  parts: EngineParts,
): ManagementDeps {
  const { connections, virtualKeys, reporting } = parts;
  return {
    ...parts,
    engine,
    browser,
    environment: options.config.environment,
    ...reporting,
    usage: createUsageReader({
      ...parts,
      thread: reporting.queryThread,
      virtualKeyLabel: (id) => virtualKeys.get(id)?.label ?? null,
      connectionSlug: (id) => connections.get(id)?.slug ?? null,
    }),
    explainRoute: (query) => describeRoute(query, parts),
    spendingTime: () => parts.recorder.spendingTime(parts.clock()),
    updatePrices: (useBundled, actor) => updatePrices(parts, useBundled, actor),
    moveVault: (to, passphrase) => moveVault(to, passphrase, options.config.home, parts),
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

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}
