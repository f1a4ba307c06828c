import type { DemoRequest } from './demo-request.ts';
import { badRequest, unknownModel, type DemoRefusal } from './demo-refusal.ts';
import { findDemoModel } from './demo-models.ts';
import { composeReply, countTokens, lastUserText, textOf, type DemoReply } from './demo-text.ts';

/** A call for text, made out of any dialect's request. */
export interface DemoCall {
  readonly model: string;
  readonly wordDelayMs: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly reply: DemoReply;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export type DemoCallReading =
  | { readonly call: DemoCall; readonly refusal: null }
  | { readonly call: null; readonly refusal: DemoRefusal };

interface CallShape {
  /** Where the request names its model; of Gemini it is in the path. */
  readonly model?: string;
  /** The member that holds what is said, e.g. `messages`. */
  readonly input: string;
  /** The member that holds the instructions, e.g. `system`; counted only. */
  readonly instructions?: string;
  readonly maxTokens: (body: Readonly<Record<string, unknown>>) => unknown;
}

const refuse = (refusal: DemoRefusal): DemoCallReading => ({ call: null, refusal });

export function readDemoCall({ body }: DemoRequest, shape: CallShape): DemoCallReading {
  if (body === null) return refuse(badRequest('The body must be a JSON object.'));
  const named = shape.model ?? body['model'];
  const model = findDemoModel(named);
  if (model === undefined) return refuse(unknownModel(named));
  const input = body[shape.input];
  if (typeof input !== 'string' && !Array.isArray(input)) {
    return refuse(badRequest(`"${shape.input}" is missing.`));
  }
  const instructions = shape.instructions === undefined ? '' : body[shape.instructions];
  const reply = composeReply(model.id, lastUserText(input), shape.maxTokens(body));
  return {
    call: {
      model: model.id,
      wordDelayMs: model.wordDelayMs,
      body,
      reply,
      inputTokens: countTokens(textOf(instructions) + textOf(input)),
      outputTokens: reply.words.length,
    },
    refusal: null,
  };
}

export const replyText = ({ reply }: DemoCall): string => reply.words.join('');
