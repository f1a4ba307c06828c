import { eventOf, isEvent } from './event-line.ts';
import {
  findLastObject,
  findMember,
  findText,
  findString,
  needleOf,
  objectStart,
  visitLines,
} from './find-member.ts';
import { isModelId, member, modelId } from './json-members.ts';
import { findOpenAiUsage, readOpenAiUsage } from './openai-usage.ts';
import { toBuffer } from './to-buffer.ts';
import { WholeLines } from './whole-lines.ts';
import type { AnswerReading, StreamReader, TokenUsage } from './dialect.ts';

const responseNeedle = needleOf('response');
const modelNeedle = needleOf('model');
const usageNeedle = needleOf('usage');
const idNeedle = needleOf('id');
const backgroundNeedle = needleOf('background');
/** Of `true`. */
const yes = 0x74;

/** The events that end a stream, each with the whole response inside. */
const lastEvents: readonly unknown[] = [
  'response.completed',
  'response.incomplete',
  'response.failed',
];
const lastEventNeedles = lastEvents.map((type) => needleOf(String(type)));

/**
 * Reads the streams of OpenAI's Responses API. Only events with a whole `response` inside are looked
 * at, and of them only the last is parsed: the others repeat the instructions and tools of the
 * request, which can be long.
 */
export class OpenAiResponsesStream implements StreamReader {
  readonly #lines = new WholeLines((block, isWhole) => this.#read(block, isWhole));
  #usage: TokenUsage | null = null;
  #model: string | null = null;
  #isComplete = false;
  #answerId: string | null = null;
  /** Of one that goes on when its stream ends. */
  #backgroundId: string | null = null;

  observe(chunk: Uint8Array): void {
    this.#lines.push(toBuffer(chunk));
  }

  reading(): AnswerReading {
    const rest = this.#lines.unfinished();
    if (isEvent(rest.bytes)) this.#read(rest.bytes, rest.isWhole);
    const pendingId = this.#isComplete ? null : this.#backgroundId;
    return {
      usage: this.#usage,
      servedModel: this.#model,
      isComplete: this.#isComplete,
      ...(this.#answerId === null ? {} : { answerId: this.#answerId }),
      ...(pendingId === null ? {} : { pendingId }),
    };
  }

  #read(block: Buffer, isWhole: boolean): void {
    visitLines(block, findResponse, (line) => this.#readLine(line, isWhole));
  }

  #readLine(line: Buffer, isWhole: boolean): void {
    this.#model ??= findText(line, modelNeedle, isModelId);
    if (this.#backgroundId === null && findMember(line, backgroundNeedle, yes) !== -1) {
      this.#backgroundId = findText(line, idNeedle, isModelId);
    }
    if (!lastEventNeedles.some((needle) => findString(line, needle) !== -1)) return;
    if (isWhole) return this.#readLast(eventOf(line));
    this.#isComplete = true;
    this.#usage = readOpenAiUsage(findLastObject(line, usageNeedle)) ?? this.#usage;
  }

  #readLast(event: unknown): void {
    if (!lastEvents.includes(member(event, 'type'))) return;
    const response = member(event, 'response');
    this.#isComplete = true;
    this.#usage = findOpenAiUsage(response) ?? this.#usage;
    this.#model = modelId(member(response, 'model')) ?? this.#model;
    this.#answerId = modelId(member(response, 'id'));
  }
}

function findResponse(block: Buffer, from: number): number {
  return findMember(block, responseNeedle, objectStart, from);
}
