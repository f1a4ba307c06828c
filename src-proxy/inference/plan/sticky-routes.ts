/**
 * Which connection a conversation goes through: prompt caches live by account, so a conversation stays where it
 * began. For an hour, not for good: calls that merely begin alike count as one conversation, and one bad moment of the
 * default must not leave them all with another account. Held in memory only, by a digest of what names it.
 */
interface Entry {
  readonly connectionId: string;
  /** The default of its provider when it was noted: when the user chooses another, that wins. */
  readonly defaultId: string | null;
  readonly begunAt: number;
}

const MAX_ENTRIES = 10_000;
const STAYS_MS = 3_600_000;

export class StickyRoutes {
  readonly #byConversation = new Map<string, Entry>();

  get size(): number {
    return this.#byConversation.size;
  }

  /** The connection a conversation was last served by; null when that is not known or no longer what is wanted. */
  find(conversation: string, defaultId: string | null, now: number): string | null {
    const entry = this.#byConversation.get(conversation);
    if (entry === undefined) return null;
    const isFresh = Math.abs(now - entry.begunAt) < STAYS_MS;
    return isFresh && entry.defaultId === defaultId ? entry.connectionId : null;
  }

  /** A conversation was served. The one longest not used makes room. */
  note(conversation: string, connectionId: string, defaultId: string | null, now: number): void {
    const isStaying = this.find(conversation, defaultId, now) === connectionId;
    const begunAt = isStaying ? (this.#byConversation.get(conversation)?.begunAt ?? now) : now;
    this.#byConversation.delete(conversation);
    this.#byConversation.set(conversation, { connectionId, defaultId, begunAt });
    if (this.#byConversation.size <= MAX_ENTRIES) return;
    const [oldest] = this.#byConversation.keys();
    if (oldest !== undefined) this.#byConversation.delete(oldest);
  }
}
