import type { TokenUsage } from '../../dialects/dialect.ts';
import { dialectOf } from '../../dialects/dialects.ts';

const NOTHING: Required<TokenUsage> = {
  input: 0,
  cachedInput: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
  hourCacheWrite: 0,
  audioInput: 0,
  audioOutput: 0,
};

/**
 * Adds up what a realtime session used: every `response.done` event tells the usage of one response
 * (https://platform.openai.com/docs/api-reference/realtime-server-events/response/done).
 */
export class RealtimeUsage {
  readonly #onUsage: (total: TokenUsage) => void;
  #sum: Required<TokenUsage> | null = null;

  /** `onUsage` hears of the sum whenever it has grown. */
  constructor(onUsage: (total: TokenUsage) => void) {
    this.#onUsage = onUsage;
  }

  observe(message: Buffer): void {
    if (!message.includes('"response.done"')) return;
    const usage = readUsage(message);
    if (usage === null) return;
    const before = this.#sum ?? NOTHING;
    this.#sum = {
      input: usage.input + before.input,
      cachedInput: usage.cachedInput + before.cachedInput,
      cacheWrite: usage.cacheWrite + before.cacheWrite,
      output: usage.output + before.output,
      reasoning: usage.reasoning + before.reasoning,
      hourCacheWrite: 0,
      audioInput: (usage.audioInput ?? 0) + before.audioInput,
      audioOutput: (usage.audioOutput ?? 0) + before.audioOutput,
    };
    this.#onUsage(this.#sum);
  }

  /** Null when no response told its usage. */
  total(): TokenUsage | null {
    return this.#sum;
  }
}

function readUsage(message: Buffer): TokenUsage | null {
  try {
    const event: unknown = JSON.parse(message.toString());
    const isEvent = typeof event === 'object' && event !== null && 'response' in event;
    // A realtime response counts as the Responses API does.
    return isEvent ? dialectOf('openai-responses').readAnswer(event.response).usage : null;
  } catch {
    return null;
  }
}
