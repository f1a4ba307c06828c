/** The system's clipboard, as far as it is needed. */
export interface TextClipboard {
  readText(): Promise<string>;
  writeText(text: string): Promise<void>;
  clear(): void;
}

const KEY_STAYS_MS = 60_000;

/** A key of Latchport's own, alone or within a text; of whoever copies it, none is trusted to say so. */
const OWN_KEY = /\b[spm]k-lp-[0-9A-Za-z]{16}/;

/**
 * Takes a copied key off the clipboard after a minute, and when the app quits, if it is still there
 * (SECURITY.md T24). What the user copied since is left alone.
 */
export class ClipboardKeeper {
  readonly #clipboard: TextClipboard;
  #key: string | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(clipboard: TextClipboard) {
    this.#clipboard = clipboard;
  }

  async copy(text: string, isSaidToBeKey: boolean): Promise<void> {
    const isKey = isSaidToBeKey || OWN_KEY.test(text);
    clearTimeout(this.#timer);
    this.#key = isKey ? text : null;
    await this.#clipboard.writeText(text);
    if (isKey) this.#timer = setTimeout(() => void this.clearKey(), KEY_STAYS_MS);
  }

  async clearKey(): Promise<void> {
    clearTimeout(this.#timer);
    const key = this.#key;
    if (key === null) return;
    this.#key = null;
    if ((await this.#clipboard.readText()) === key) this.#clipboard.clear();
  }
}
