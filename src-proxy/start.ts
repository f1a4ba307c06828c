/** Starts and stops the engine: its parts, its doors, and what ends them in order. */
import { randomUUID } from 'node:crypto';
import { BrowserAccess } from './browser-door/browser-access.ts';
import { createParts, type EngineParts } from './create-parts.ts';
import type { EngineOptions } from './engine-options.ts';
import { AppError } from './errors.ts';
import { describeRoute } from './describe-route.ts';
import type { InferenceDeps } from './inference/exchange.ts';
import { handleInference } from './inference/handle-inference.ts';
import { handleUpgrade } from './inference/websocket/handle-upgrade.ts';
import { makeHome } from './make-home.ts';
import { handlersLoader, type LoadHandlers } from './management/load-handlers.ts';
import type {
  BrowserControl,
  EngineControl,
  ManagementDeps,
} from './management/management-deps.ts';
import { openSocketDoor } from './management/socket-door.ts';
import { moveVault } from './move-vault.ts';
import type { Door } from './outbound/own-address.ts';
import { updatePrices } from './prices/update-prices.ts';
import { openProxyDoor, type ProxyDoor } from './proxy-door/proxy-door.ts';
import { startChores } from './start-chores.ts';
import type { Store } from './store/open-store.ts';
import { createUsageReader } from './usage/create-usage-reader.ts';

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

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}
