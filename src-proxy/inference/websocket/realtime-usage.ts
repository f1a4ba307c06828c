import type { TokenUsage } from '../../dialects/dialect.ts';
import { dialectOf } from '../../dialects/dialects.ts';

const NOTHING: TokenUsage = {
  input: 0,
  cachedInput: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
};

/**
 * Adds up what a realtime session used: every `response.done` event tells the usage of one response
 * (https://platform.openai.com/docs/api-reference/realtime-server-events/response/done).
 */
export class RealtimeUsage {
  #sum: TokenUsage | null = null;

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
    };
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
