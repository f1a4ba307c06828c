import type { KeyItems } from '../connections/key-items.ts';
import type { EventLog } from '../events/event-log.ts';
import type { IsOwnAddress } from '../outbound/own-address.ts';
import type { Deliveries } from './deliveries.ts';
import type { Webhooks } from './webhooks.ts';

/** What the operations on webhooks work on. */
export interface WebhookDeps {
  readonly webhooks: Webhooks;
  readonly deliveries: Deliveries;
  readonly events: EventLog;
  /** Writes secrets so that no crash leaves one that nobody uses. */
  readonly keyItems: KeyItems;
  readonly isOwnAddress: IsOwnAddress;
  readonly clock: () => number;
}
