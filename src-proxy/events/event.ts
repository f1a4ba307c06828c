export const eventTypes = [
  'key.connected',
  'key.revoked',
  'key.disabled',
  'key.enabled',
  'key.validation_failed',
  'key.rotated',
  'connection.updated',
  'connection.tested',
  'connection.unhealthy',
  'connection.recovered',
  'alias.set',
  'alias.removed',
  'virtual_key.created',
  'virtual_key.updated',
  'virtual_key.regenerated',
  'virtual_key.paused',
  'virtual_key.resumed',
  'virtual_key.revoked',
  'virtual_key.expired',
  'virtual_key.warning',
  'virtual_key.warning_dismissed',
  'management_key.created',
  'management_key.revoked',
  'webhook.created',
  'webhook.updated',
  'webhook.rotated',
  'webhook.tested',
  'webhook.paused',
  'webhook.resumed',
  'webhook.disabled',
  'webhook.deleted',
  'budget.threshold',
  'budget.exhausted',
  'budget.raised',
  'budget.raise_ended',
  'workspace.created',
  'workspace.updated',
  'workspace.deleted',
  'vault.locked',
  'vault.unlocked',
  'vault.rotated',
  'vault.moved',
  'proxy.paused',
  'proxy.resumed',
  'settings.changed',
] as const;

export type EventType = (typeof eventTypes)[number];

/** Who did it: the door an operation came through, or the engine by itself. */
export type ActorName = 'cli' | 'shell' | 'browser' | 'management_key' | 'engine';

/** The same with the id of the management key. */
export type Actor = Exclude<ActorName, 'management_key'> | `management_key:${string}`;

export const isManagementKey = (actor: Actor): actor is `management_key:${string}` =>
  actor.startsWith('management_key:');

/** One line of the audit log. `data` holds ids, labels, previews and counts; never a key, never content. */
export interface LoggedEvent {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly type: EventType;
  readonly actor: ActorName;
  /** Of the management key it came by; null: it came otherwise. */
  readonly actorId: string | null;
  /** The id of what it happened to. */
  readonly subjectId: string | null;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}
