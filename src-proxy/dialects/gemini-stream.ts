import { eventOf, isEvent } from './event-line.ts';
import {
  findLastObject,
  findMember,
  findText,
  needleOf,
  objectStart,
  textStart,
  visitLines,
} from './find-member.ts';
import { readGeminiUsage } from './gemini-usage.ts';
import { JsonElements } from './json-elements.ts';
import { isModelId, member, modelId } from './json-members.ts';
import { KeptEvent } from './kept-event.ts';
import { toBuffer } from './to-buffer.ts';
import { WholeLines } from './whole-lines.ts';
import type { AnswerReading, StreamReader } from './dialect.ts';

const usageNeedle = needleOf('usageMetadata');
const finishNeedle = needleOf('finishReason');
const blockNeedle = needleOf('blockReason');
const modelNeedle = needleOf('modelVersion');
const openBracket = 0x5b;
const openBrace = 0x7b;
const space = 0x20;

/**
 * Reads Gemini's streams: events where the client asked with `alt=sse`, else one long JSON array.
 * Every chunk carries `usageMetadata`, cumulative, so only the last one is parsed. A refused prompt
 * has a `blockReason` in place of a candidate with its `finishReason`, and ends the stream too.
 */
export class GeminiStream implements StreamReader {
  readonly #lines = new WholeLines((block, isWhole) => this.#readLines(block, isWhole));
  readonly #elements = new JsonElements((element, isWhole) => this.#readChunk(element, isWhole));
  readonly #lastUsage = new KeptEvent();
  #source: WholeLines | JsonElements | null = null;
  #firstModel: string | null = null;
  #isComplete = false;

  observe(chunk: Uint8Array): void {
    const bytes = toBuffer(chunk);
    if (this.#source === null) this.#begin(bytes);
    else this.#source.push(bytes);
  }

  reading(): AnswerReading {
    const rest = this.#lines.unfinished();
    if (isEvent(rest.bytes)) this.#readLines(rest.bytes, rest.isWhole);
    const last = this.#lastUsage.get();
    const chunk = last?.isWhole === true ? eventOf(last.bytes) : undefined;
    const usage =
      last === null || last.isWhole
        ? member(chunk, 'usageMetadata')
        : findLastObject(last.bytes, usageNeedle);
    return {
      usage: readGeminiUsage(usage),
      servedModel: modelId(member(chunk, 'modelVersion')) ?? this.#firstModel,
      isComplete: this.#isComplete,
    };
  }

  /** The first byte tells the form; white space before it means nothing in either. */
  #begin(bytes: Buffer): void {
    const start = bytes.findIndex((byte) => byte > space);
    if (start === -1) return;
    const isJson = bytes[start] === openBracket || bytes[start] === openBrace;
    this.#source = isJson ? this.#elements : this.#lines;
    this.#source.push(bytes.subarray(start));
  }

  #readLines(block: Buffer, isWhole: boolean): void {
    this.#readEnd(block);
    visitLines(block, findUsage, (line) => this.#lastUsage.keep(line, isWhole));
  }

  #readChunk(chunk: Buffer, isWhole: boolean): void {
    this.#readEnd(chunk);
    if (findUsage(chunk, 0) !== -1) this.#lastUsage.keep(chunk, isWhole);
  }

  #readEnd(block: Buffer): void {
    this.#firstModel ??= findText(block, modelNeedle, isModelId);
    this.#isComplete ||=
      findMember(block, finishNeedle, textStart) !== -1 ||
      findMember(block, blockNeedle, textStart) !== -1;
  }
}

function findUsage(block: Buffer, from: number): number {
  return findMember(block, usageNeedle, objectStart, from);
}
