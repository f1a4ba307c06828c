/**
 * Which connection a conversation goes through: prompt caches live by account, so a conversation stays where it
 * began. Held in memory only, by a digest of what names the conversation; forgotten after an hour without use.
 */
interface Entry {
  readonly connectionId: string;
  /** The default of its provider when it was noted: when the user chooses another, that wins. */
  readonly defaultId: string | null;
  usedAt: number;
}

const MAX_ENTRIES = 10_000;
const FORGET_MS = 3_600_000;

export class StickyRoutes {
  readonly #byConversation = new Map<string, Entry>();

  get size(): number {
    return this.#byConversation.size;
  }

  /** The connection a conversation was last served by; null when that is not known or no longer what is wanted. */
  find(conversation: string, defaultId: string | null, now: number): string | null {
    const entry = this.#byConversation.get(conversation);
    if (entry === undefined) return null;
    const isFresh = Math.abs(now - entry.usedAt) < FORGET_MS;
    return isFresh && entry.defaultId === defaultId ? entry.connectionId : null;
  }

  /** A conversation was served. The one longest not used makes room. */
  note(conversation: string, connectionId: string, defaultId: string | null, now: number): void {
    this.#byConversation.delete(conversation);
    this.#byConversation.set(conversation, { connectionId, defaultId, usedAt: now });
    if (this.#byConversation.size <= MAX_ENTRIES) return;
    const [oldest] = this.#byConversation.keys();
    if (oldest !== undefined) this.#byConversation.delete(oldest);
  }
}
