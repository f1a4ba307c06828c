import type { Config } from './config.ts';
import type { Log } from './log.ts';
import type { OutboundTimeouts } from './outbound/outbound-timeouts.ts';

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
