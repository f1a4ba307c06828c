import type { KeyringEntry, OpenEntry } from '../../src-proxy/vault/native-keyring.ts';

/** A keychain that does as it is told: answers, fails with a sentence, or hangs as behind a prompt. */
export class FakeKeyring {
  readonly items = new Map<string, Uint8Array>();
  /** What was really carried out, in order. */
  readonly done: string[] = [];
  /** The sentence every call fails with; null for none. */
  failure: string | null = null;
  mostAtOnce = 0;
  #atOnce = 0;
  #prompt: Promise<void> | null = null;
  #answerPrompt: () => void = () => undefined;

  readonly openEntry: OpenEntry = (account): KeyringEntry => ({
    getSecret: () => this.#answer(`get ${account}`, () => this.items.get(account) ?? null),
    setSecret: (secret) =>
      this.#answer(`set ${account}=${Buffer.from(secret).toString()}`, () => {
        this.items.set(account, Uint8Array.from(secret));
      }),
    deleteCredential: () => this.#answer(`delete ${account}`, () => this.items.delete(account)),
  });

  /** From now on calls hang until the prompt is answered. */
  showPrompt(): void {
    this.#prompt = new Promise((resolve) => {
      this.#answerPrompt = resolve;
    });
  }

  answerPrompt(): void {
    this.#answerPrompt();
    this.#prompt = null;
  }

  async #answer<T>(call: string, answer: () => T): Promise<T> {
    this.#atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    try {
      await this.#prompt;
      if (this.failure !== null) throw new Error(this.failure);
      this.done.push(call);
      return answer();
    } finally {
      this.#atOnce -= 1;
    }
  }
}
