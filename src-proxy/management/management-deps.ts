import type { Aliases } from '../aliases/aliases.ts';
import type { ConnectionDeps } from '../connections/connection-deps.ts';
import type { Connections } from '../connections/connections.ts';
import type { Health } from '../health/health.ts';
import type { Actor } from '../events/event.ts';
import type { EventLog } from '../events/event-log.ts';
import type { KeySightings } from '../key-warnings/key-sightings.ts';
import type { Log } from '../log.ts';
import type { ManagementKeyCallers } from '../management-keys/management-key-caller.ts';
import type { ManagementKeys } from '../management-keys/management-keys.ts';
import type { Allowances } from '../policy/allowances.ts';
import type { PriceData } from '../prices/price-data.ts';
import type { Prices } from '../prices/prices.ts';
import type { UsageReader } from '../usage/usage-reader.ts';
import type { UsageRetention } from '../usage/usage-retention.ts';
import type { Secret } from '../vault/secret.ts';
import type { Vault } from '../vault/vault.ts';
import type { VirtualKeys } from '../virtual-keys/virtual-keys.ts';
import type { AttemptParts } from '../webhooks/attempt-delivery.ts';
import type { WebhookDeps } from '../webhooks/webhook-deps.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import type { CheckedInputOf, OutputOf } from './contract.ts';

/** What management needs of the running engine itself. */
export interface EngineControl {
  readonly version: string;
  /** The data folder. */
  readonly home: string;
  readonly startedAt: number;
  readonly isDemo: boolean;
  /** Base addresses of the proxy door without a trailing slash; the first is the one to hand out. */
  addresses(): readonly string[];
  /** Whether it listens beyond loopback. */
  isExposed(): boolean;
  isPaused(): boolean;
  /** Doing it twice is fine. The event is appended by the operation. */
  pause(): void;
  resume(): void;
  runningRequests(): number;
  /** Begins an orderly end and returns at once, so that the operation can still answer. */
  stop(): void;
}

/** The browser door, as far as management sees it. */
export interface BrowserControl {
  /** Null while it was not opened. */
  address(): string | null;
  /** Opens the door where it is closed. @throws browser_port_busy, port_forbidden */
  createCode(): Promise<{
    readonly address: string;
    readonly url: string;
    readonly expiresAt: number;
  }>;
}

/** How far the move of all provider keys to another backend came. */
export interface VaultMove {
  readonly moved: number;
  /** Copies the former backend would not erase. */
  readonly notErased: number;
}

/** Everything the operations work on. */
export interface ManagementDeps {
  readonly engine: EngineControl;
  readonly connections: Connections;
  readonly connectionDeps: ConnectionDeps;
  readonly aliases: Aliases;
  readonly health: Health;
  /** Where a request would go now. @throws virtual_key_not_found, virtual_key_ambiguous, body_invalid_member */
  readonly explainRoute: (query: CheckedInputOf<'routing.explain'>) => OutputOf<'routing.explain'>;
  readonly virtualKeys: VirtualKeys;
  readonly events: EventLog;
  readonly workspaces: Workspaces;
  readonly allowances: Allowances;
  /** The time money counts at, see `UsageRecorder.spendingTime`. */
  readonly spendingTime: () => number;
  readonly prices: Prices;
  readonly priceData: PriceData;
  /** Fetches the price list anew, or goes back to the bundled one. @throws price_data_* */
  readonly updatePrices: (useBundled: boolean, actor: Actor) => Promise<void>;
  readonly usage: UsageReader;
  readonly usageRetention: Pick<UsageRetention, 'days' | 'set'>;
  readonly managementKeys: ManagementKeys;
  readonly managementKeyCallers: ManagementKeyCallers;
  readonly webhookDeps: WebhookDeps & AttemptParts;
  readonly keySightings: KeySightings;
  readonly vault: Vault;
  /** Makes the other backend, moves every key there, and remembers the choice. @throws vault_move_failed */
  readonly moveVault: (to: 'keychain' | 'file', passphrase: Secret | null) => Promise<VaultMove>;
  readonly browser: BrowserControl;
  /** The engine's own environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: () => number;
  readonly log: Log;
}
