import { anthropicTokenUsage, latestCounts, readAnthropicCounts } from './anthropic-usage.ts';
import { eventOf, isEvent } from './event-line.ts';
import { findString, visitLines } from './find-member.ts';
import { member, modelId } from './json-members.ts';
import { toBuffer } from './to-buffer.ts';
import { WholeLines } from './whole-lines.ts';
import type { AnthropicCounts } from './anthropic-usage.ts';
import type { AnswerReading, StreamReader } from './dialect.ts';

/** Begins the types `message_start`, `message_delta` and `message_stop`, and no other. */
const messageNeedle = Buffer.from('message_');

/**
 * Reads the streams of Anthropic's Messages API. What was sent is told at the start, what came back
 * at the end, so every event about the message as a whole is parsed: three or four a stream.
 */
export class AnthropicStream implements StreamReader {
  readonly #lines = new WholeLines((block) => this.#read(block));
  #counts: AnthropicCounts | null = null;
  #model: string | null = null;
  #isComplete = false;

  observe(chunk: Uint8Array): void {
    this.#lines.push(toBuffer(chunk));
  }

  reading(): AnswerReading {
    const rest = this.#lines.unfinished();
    if (isEvent(rest.bytes)) this.#read(rest.bytes);
    return {
      usage: anthropicTokenUsage(this.#counts),
      servedModel: this.#model,
      isComplete: this.#isComplete,
    };
  }

  #read(block: Buffer): void {
    visitLines(block, findMessageEvent, (line) => this.#readEvent(eventOf(line)));
  }

  #readEvent(event: unknown): void {
    const type = member(event, 'type');
    if (type === 'message_start') {
      const message = member(event, 'message');
      this.#model ??= modelId(member(message, 'model'));
      this.#count(message);
    } else if (type === 'message_delta') this.#count(event);
    else if (type === 'message_stop') this.#isComplete = true;
  }

  #count(holder: unknown): void {
    this.#counts = latestCounts(this.#counts, readAnthropicCounts(member(holder, 'usage')));
  }
}

function findMessageEvent(block: Buffer, from: number): number {
  return findString(block, messageNeedle, from);
}
