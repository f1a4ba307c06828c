import { eventOf, firstDataLine, isDataLine, isDoneLine, isEvent } from './event-line.ts';
import {
  findLastObject,
  findMember,
  findText,
  needleOf,
  objectStart,
  textStart,
  visitLines,
} from './find-member.ts';
import { isModelId, member, modelId } from './json-members.ts';
import { KeptEvent } from './kept-event.ts';
import { findOpenAiUsage, readOpenAiUsage } from './openai-usage.ts';
import { toBuffer } from './to-buffer.ts';
import { WholeLines } from './whole-lines.ts';
import type { AnswerReading, StreamReader } from './dialect.ts';

const usageNeedle = needleOf('usage');
const finishNeedle = needleOf('finish_reason');
const modelNeedle = needleOf('model');
const typeNeedle = needleOf('type');
const choicesNeedle = needleOf('choices');
const doneMark = Buffer.from('[DONE]');

/** The types of the last events of the streams that have no choices: transcriptions, speech, images. */
const lastEvents: ReadonlySet<unknown> = new Set([
  'transcript.text.done',
  'speech.audio.done',
  'image_generation.completed',
  'image_edit.completed',
]);

/**
 * Reads the streams of OpenAI's chat and completion endpoints, and those of its audio and image
 * endpoints. Only the last event with a usage object is parsed: where several come they are
 * cumulative.
 */
export class OpenAiChatStream implements StreamReader {
  readonly #lines = new WholeLines((block, isWhole) => this.#read(block, isWhole));
  readonly #lastUsage = new KeptEvent();
  #firstModel: string | null = null;
  #hasChoices: boolean | null = null;
  #isComplete = false;

  observe(chunk: Uint8Array): void {
    this.#lines.push(toBuffer(chunk));
  }

  reading(): AnswerReading {
    const rest = this.#lines.unfinished();
    if (isEvent(rest.bytes)) this.#read(rest.bytes, rest.isWhole);
    const last = this.#lastUsage.get();
    const event = last?.isWhole === true ? eventOf(last.bytes) : undefined;
    const usage =
      last === null || last.isWhole
        ? findOpenAiUsage(event)
        : readOpenAiUsage(findLastObject(last.bytes, usageNeedle));
    return {
      usage,
      servedModel: modelId(member(event, 'model')) ?? this.#firstModel,
      isComplete: this.#isComplete,
    };
  }

  #read(block: Buffer, isWhole: boolean): void {
    this.#firstModel ??= findText(block, modelNeedle, isModelId);
    this.#isComplete ||= this.#hasEnd(block);
    visitLines(block, findUsage, (line) => this.#lastUsage.keep(line, isWhole));
  }

  #hasEnd(block: Buffer): boolean {
    if (findMember(block, finishNeedle, textStart) !== -1 || hasDoneLine(block)) return true;
    this.#hasChoices ??= firstDataLine(block)?.includes(choicesNeedle) ?? null;
    return this.#hasChoices === false && hasLastEvent(block);
  }
}

function findUsage(block: Buffer, from: number): number {
  return findMember(block, usageNeedle, objectStart, from);
}

function findDone(block: Buffer, from: number): number {
  return block.indexOf(doneMark, from);
}

function findType(block: Buffer, from: number): number {
  return findMember(block, typeNeedle, textStart, from);
}

function hasDoneLine(block: Buffer): boolean {
  let isDone = false;
  visitLines(block, findDone, (line) => {
    isDone ||= isDoneLine(line);
  });
  return isDone;
}

function hasLastEvent(block: Buffer): boolean {
  let isLast = false;
  visitLines(block, findType, (line) => {
    isLast ||= isDataLine(line) && findText(line, typeNeedle, isLastEvent) !== null;
  });
  return isLast;
}

function isLastEvent(type: unknown): type is string {
  return lastEvents.has(type);
}
