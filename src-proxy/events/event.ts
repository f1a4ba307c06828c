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
export type Actor = 'cli' | 'shell' | 'browser' | 'management_key' | 'engine';

/** One line of the audit log. `data` holds ids, labels, previews and counts; never a key, never content. */
export interface LoggedEvent {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly type: EventType;
  readonly actor: Actor;
  /** The id of what it happened to. */
  readonly subjectId: string | null;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}
