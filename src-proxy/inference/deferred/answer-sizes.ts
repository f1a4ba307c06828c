/** More than most conversations hold; price lists with a context window bound it. */
const UNKNOWN_TOKENS = 200_000;
const MAX_KEPT = 10_000;

/**
 * How many tokens earlier answers and what led to them take, for calls that go on from them. Kept in
 * memory, the newest of them: what is not known is taken for a long one.
 */
export class AnswerSizes {
  readonly #tokens = new Map<string, number>();

  note(answerId: string, tokens: number): void {
    this.#tokens.delete(answerId);
    this.#tokens.set(answerId, tokens);
    const [oldest] = this.#tokens.keys();
    if (this.#tokens.size > MAX_KEPT && oldest !== undefined) this.#tokens.delete(oldest);
  }

  /** Null: an answer nobody can name. */
  tokensOf(answerId: string | null): number {
    return (answerId === null ? undefined : this.#tokens.get(answerId)) ?? UNKNOWN_TOKENS;
  }
}
