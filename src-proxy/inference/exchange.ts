import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Aliases } from '../aliases/aliases.ts';
import type { Connections } from '../connections/connections.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Health } from '../health/health.ts';
import type { KeySightings } from '../key-warnings/key-sightings.ts';
import type { Log } from '../log.ts';
import type { Outbound } from '../outbound/outbound.ts';
import type { Allowances } from '../policy/allowances.ts';
import type { Hold } from '../policy/hold.ts';
import type { TokenEstimate } from '../prices/price.ts';
import type { Prices } from '../prices/prices.ts';
import type { UsageRecord } from '../usage/usage-record.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import type { Vault } from '../vault/vault.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import type { VirtualKeys } from '../virtual-keys/virtual-keys.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import type { AnswerSizes } from './deferred/answer-sizes.ts';
import type { DeferredCalls } from './deferred/deferred-calls.ts';
import type { ConnectionSlots } from './fallback/connection-slots.ts';
import type { PlanCache } from './plan/plan-cache.ts';
import type { StickyRoutes } from './plan/sticky-routes.ts';
import type { BodyLimits } from './body/read-body.ts';
import type { RunningRequests } from './running-requests.ts';

/** What the steps of the straight line work with; made once, in start.ts. */
export interface InferenceDeps {
  readonly connections: Connections;
  readonly aliases: Aliases;
  readonly workspaces: Workspaces;
  readonly health: Health;
  readonly plans: PlanCache;
  readonly sticky: StickyRoutes;
  readonly slots: ConnectionSlots;
  readonly deferred: DeferredCalls;
  readonly answerSizes: AnswerSizes;
  readonly virtualKeys: VirtualKeys;
  readonly keySightings: KeySightings;
  readonly vault: Vault;
  readonly outbound: Outbound;
  readonly recorder: UsageRecorder;
  readonly prices: Prices;
  readonly allowances: Allowances;
  readonly running: RunningRequests;
  readonly isPaused: () => boolean;
  /** Names this engine in the hop header, so that it knows its own requests. */
  readonly instanceId: string;
  readonly limits: BodyLimits;
  readonly clock: () => number;
  readonly log: Log;
}

/** One request on its way, from the moment its caller is known. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly endpoint: Endpoint;
  readonly dialect: Dialect;
  readonly caller: VirtualKey;
  readonly record: UsageRecord;
  /** What it holds of its key's limits and budgets, from its reservation to its settlement. */
  hold: Hold | null;
  /** What it was thought to take when it was reserved for. */
  estimate: TokenEstimate | null;
  /** See `Call.runsOn`. */
  runsOn: boolean;
  /** `performance.now()` at arrival, for the overhead header. */
  readonly arrivedAt: number;
}
