import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Connections } from '../../src-proxy/connections/connections.ts';
import { toAppError, type AppError } from '../../src-proxy/errors.ts';
import { EventLog } from '../../src-proxy/events/event-log.ts';
import type { LoggedEvent } from '../../src-proxy/events/event.ts';
import { createLog } from '../../src-proxy/log.ts';
import { Allowances } from '../../src-proxy/policy/allowances.ts';
import type { Budget } from '../../src-proxy/policy/budget.ts';
import type { Hold } from '../../src-proxy/policy/hold.ts';
import { openStore, type Store } from '../../src-proxy/store/open-store.ts';
import { UsageRecorder } from '../../src-proxy/usage/usage-recorder.ts';
import type { UsageRecord } from '../../src-proxy/usage/usage-record.ts';
import { createVirtualKey } from '../../src-proxy/virtual-keys/create-virtual-key.ts';
import { updateVirtualKey } from '../../src-proxy/virtual-keys/update-virtual-key.ts';
import type { VirtualKeyDeps } from '../../src-proxy/virtual-keys/virtual-key-deps.ts';
import type { VirtualKeySettings } from '../../src-proxy/virtual-keys/virtual-key-settings.ts';
import type { VirtualKey } from '../../src-proxy/virtual-keys/virtual-key.ts';
import { VirtualKeys } from '../../src-proxy/virtual-keys/virtual-keys.ts';
import {
  createWorkspace,
  type WorkspaceSettings,
} from '../../src-proxy/workspaces/change-workspace.ts';
import { Workspaces } from '../../src-proxy/workspaces/workspaces.ts';

/** A call that was let in. */
export interface RunningCall {
  readonly key: VirtualKey;
  readonly record: UsageRecord;
  readonly hold: Hold;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The settings of a key or workspace with one budget. */
export const aDay = (usd: number): { readonly budgets: readonly Budget[] } => ({
  budgets: [{ usd, per: 'day' }],
});

/** Closed when the test ends. */
export function setUpAllowances(): AllowanceSetup {
  const setup = new AllowanceSetup();
  onTestFinished(() => setup.close());
  return setup;
}

/** Limits and budgets as the engine has them, over a real store, with a clock of the test's own. */
export class AllowanceSetup {
  /** Wall clock and time since the start, in ms. */
  readonly time = { now: Date.UTC(2026, 0, 15, 12), monotonic: 0 };
  readonly store: Store;
  readonly #folder = mkdtempSync(join(tmpdir(), 'latchport-allowances-'));
  virtualKeys: VirtualKeys;
  workspaces: Workspaces;
  events: EventLog;
  allowances: Allowances;
  recorder: UsageRecorder;
  #count = 0;

  constructor() {
    this.store = openStore(join(this.#folder, 'latchport.db'));
    ({
      virtualKeys: this.virtualKeys,
      workspaces: this.workspaces,
      events: this.events,
      allowances: this.allowances,
      recorder: this.recorder,
    } = this.#start());
  }

  /** Starts anew on the same store. What was not written is lost; a crash writes what has run for a moment. */
  restart(how: 'in order' | 'after a crash' = 'in order'): void {
    this.recorder.flush(true);
    Object.assign(this, this.#start());
    if (how === 'after a crash') this.recorder.recover();
  }

  createKey(
    settings: VirtualKeySettings = {},
    workspaceId = 'personal',
    parent?: string,
  ): VirtualKey {
    this.#count += 1;
    const input = { workspaceId, label: `key ${this.#count}`, ...settings, parent };
    return createVirtualKey(this.keyDeps(), input, 'cli').virtualKey;
  }

  createWorkspace(settings: Omit<WorkspaceSettings, 'name'> = {}): string {
    this.#count += 1;
    const input = { name: `workspace ${this.#count}`, ...settings };
    return createWorkspace(this.#workspaceDeps(), input, 'cli').id;
  }

  /** @throws whatever refuses the call */
  begin(key: VirtualKey, usd: number, tokens = 0): RunningCall {
    const record = this.openRecord(key);
    const demand = { nano: Math.round(usd * 1e9), tokens };
    const hold = this.allowances.enter(
      this.allowances.ownerOf(key),
      demand,
      record,
      () => () => {},
    );
    if (hold instanceof Promise) throw new Error('it has to wait');
    record.reservedUsd = usd;
    this.recorder.update(record);
    return { key, record, hold };
  }

  openRecord({ id, workspaceId }: VirtualKey): UsageRecord {
    const start = {
      workspaceId,
      virtualKeyId: id,
      dialect: 'openai-chat',
      operation: 'chat',
      client: null,
    } as const;
    return this.recorder.open(start, this.time.now);
  }

  /** Ends a call at what it cost; null: it never got to a provider. */
  end({ key, record, hold }: RunningCall, usd: number | null, tokens = 0): void {
    record.outcome = usd === null ? 'refused' : 'ok';
    record.costUsd = usd;
    record.inputTokens = tokens;
    record.outputTokens = 0;
    this.allowances.settle(key, hold, record);
    this.recorder.close(record);
  }

  /** A call that costs as much as was thought. @throws whatever refuses it */
  spend(key: VirtualKey, usd: number): void {
    this.end(this.begin(key, usd), usd);
  }

  /** With what such a call is refused; null: it was not. */
  refusal(key: VirtualKey, usd: number): AppError | null {
    try {
      this.spend(key, usd);
      return null;
    } catch (error) {
      return toAppError(error);
    }
  }

  /** Changes a key as its owner does. */
  change(key: VirtualKey, settings: VirtualKeySettings): VirtualKey {
    return updateVirtualKey(this.keyDeps(), key.id, settings, 'cli');
  }

  /** USD left to a key before the first of its budgets is used up. */
  remaining(key: VirtualKey): number | null {
    return this.allowances.remainingUsd(key, this.openRecord(key));
  }

  told(type: LoggedEvent['type']): readonly LoggedEvent[] {
    return this.events.listLatest(1000).filter((event) => event.type === type);
  }

  close(): void {
    this.recorder.flush(true);
    this.store.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #start() {
    const clock = (): number => this.time.now;
    const log = createLog('silent', () => undefined);
    const virtualKeys = new VirtualKeys(this.store);
    const workspaces = new Workspaces(this.store, this.time.now);
    const events = new EventLog(this.store, clock);
    const allowances = new Allowances({
      store: this.store,
      workspaces,
      virtualKeys,
      events,
      log,
      waitMs: 20,
      monotonicMs: () => this.time.monotonic,
    });
    const recorder = new UsageRecorder(this.store, log, clock, [allowances.spending]);
    return { virtualKeys, workspaces, events, allowances, recorder };
  }

  keyDeps(): VirtualKeyDeps {
    const { virtualKeys, events, store } = this;
    return { virtualKeys, events, connections: new Connections(store), clock: () => this.time.now };
  }

  #workspaceDeps(): Parameters<typeof createWorkspace>[0] {
    const { workspaces, events } = this;
    return { workspaces, events, clock: () => this.time.now };
  }
}
