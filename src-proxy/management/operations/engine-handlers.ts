import type { KeySightings } from '../../key-warnings/key-sightings.ts';
import { warningsOf } from '../../key-warnings/key-warning.ts';
import { Secret } from '../../vault/secret.ts';
import { statusAt, type VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { OutputOf } from '../contract.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { isoTime } from './iso-time.ts';
import { runChecks } from './run-checks.ts';
import { viewVault } from './vault-handlers.ts';

type EngineOperation = 'status' | 'doctor' | 'stop' | 'lock' | 'unlock' | 'pause' | 'resume';

type State = OutputOf<'pause'>;

export function engineHandlers(deps: ManagementDeps): HandlersOf<EngineOperation> {
  const { engine, vault, events } = deps;
  return {
    status: () => viewStatus(deps),
    doctor: async () => {
      const checks = await runChecks(deps);
      return { is_healthy: checks.every(({ status }) => status !== 'failed'), checks };
    },
    stop: () => {
      engine.stop();
      return { is_stopping: true };
    },
    lock: (_input, { actor }) => {
      const wasLocked = vault.isLocked;
      vault.lock();
      if (!wasLocked) events.append({ type: 'vault.locked', actor, subjectId: null, data: {} });
      return stateOf(deps);
    },
    unlock: async ({ passphrase }, { actor }) => {
      if (!vault.isLocked) return stateOf(deps);
      await vault.unlock(passphrase === undefined ? undefined : new Secret(passphrase));
      events.append({ type: 'vault.unlocked', actor, subjectId: null, data: {} });
      return stateOf(deps);
    },
    pause: (_input, { actor }) => {
      const wasPaused = engine.isPaused();
      engine.pause();
      if (!wasPaused) events.append({ type: 'proxy.paused', actor, subjectId: null, data: {} });
      return stateOf(deps);
    },
    resume: (_input, { actor }) => {
      const wasPaused = engine.isPaused();
      engine.resume();
      if (wasPaused) events.append({ type: 'proxy.resumed', actor, subjectId: null, data: {} });
      return stateOf(deps);
    },
  };
}

function stateOf({ vault, engine }: ManagementDeps): State {
  if (vault.isLocked) return { state: 'locked' };
  return { state: engine.isPaused() ? 'paused' : 'serving' };
}

const isWarned = (key: VirtualKey, sightings: KeySightings, now: number): boolean =>
  warningsOf(key, sightings.list(key.id), now).length > 0;

async function viewStatus(deps: ManagementDeps): Promise<OutputOf<'status'>> {
  const { engine } = deps;
  const now = deps.clock();
  const connections = deps.connections.list();
  const keys = deps.virtualKeys.list();
  const today = deps.usage.today();
  return {
    version: engine.version,
    pid: process.pid,
    started_at: isoTime(engine.startedAt),
    home: engine.home,
    is_demo: engine.isDemo,
    proxy: {
      ...stateOf(deps),
      addresses: [...engine.addresses()],
      is_exposed: engine.isExposed(),
      running_requests: engine.runningRequests(),
    },
    browser: { address: deps.browser.address() },
    vault: await viewVault(deps.vault),
    connections: {
      total: connections.length,
      enabled: connections.filter((connection) => connection.isEnabled).length,
    },
    virtual_keys: {
      total: keys.length,
      active: keys.filter((key) => statusAt(key, now) === 'active').length,
      warned: keys.filter((key) => isWarned(key, deps.keySightings, now)).length,
    },
    today: {
      requests: today.requests,
      cost_usd: today.costUsd,
      unpriced_requests: today.unpricedRequests,
    },
  };
}
