import { randomUUID } from 'node:crypto';
import { dataEvent, eventStream, json, type DemoAnswer } from './demo-answer.ts';
import { readDemoCall, replyText, type DemoCall, type DemoCallReading } from './demo-call.ts';
import { geminiRefusal } from './demo-refusal.ts';
import { isRecord, type DemoRequest } from './demo-request.ts';
import { speak } from './demo-text.ts';

function read(request: DemoRequest, model: string): DemoCallReading {
  const reading = { model, input: 'contents', instructions: 'systemInstruction' };
  return readDemoCall(request, {
    ...reading,
    maxTokens: ({ generationConfig }) =>
      isRecord(generationConfig) ? generationConfig['maxOutputTokens'] : undefined,
  });
}

/** POST /v1beta/models/{model}:generateContent. */
export function generateContent(request: DemoRequest, model: string): DemoAnswer {
  const { call, refusal } = read(request, model);
  if (refusal !== null) return geminiRefusal(refusal);
  return json(answerPart(call, randomUUID(), replyText(call), true));
}

/** POST /v1beta/models/{model}:countTokens. */
export function countGeminiTokens(request: DemoRequest, model: string): DemoAnswer {
  const { call, refusal } = read(request, model);
  return refusal === null ? json({ totalTokens: call.inputTokens }) : geminiRefusal(refusal);
}

/** POST /v1beta/models/{model}:streamGenerateContent: events with `alt=sse`, else one long JSON array. */
export function streamGenerateContent(request: DemoRequest, model: string): DemoAnswer {
  const { call, refusal } = read(request, model);
  if (refusal !== null) return geminiRefusal(refusal);
  if (request.query.get('alt') === 'sse') return eventStream(events(call));
  return { status: 200, contentType: 'application/json; charset=UTF-8', body: arrayOf(call) };
}

async function* events(call: DemoCall): AsyncGenerator<string> {
  for await (const part of answerParts(call)) yield dataEvent(part);
}

async function* arrayOf(call: DemoCall): AsyncGenerator<string> {
  let separator = '[';
  for await (const part of answerParts(call)) {
    yield `${separator}${JSON.stringify(part)}`;
    separator = ',\r\n';
  }
  yield ']';
}

async function* answerParts(call: DemoCall): AsyncGenerator<object> {
  const id = randomUUID();
  for await (const word of speak(call.reply.words, call.wordDelayMs)) {
    yield answerPart(call, id, word, false);
  }
  yield answerPart(call, id, '', true);
}

const answerPart = (call: DemoCall, id: string, text: string, isLast: boolean): object => ({
  candidates: [
    {
      content: { role: 'model', parts: [{ text }] },
      index: 0,
      ...(isLast ? { finishReason: call.reply.isCut ? 'MAX_TOKENS' : 'STOP' } : {}),
    },
  ],
  usageMetadata: {
    promptTokenCount: call.inputTokens,
    ...(isLast ? { candidatesTokenCount: call.outputTokens } : {}),
    totalTokenCount: call.inputTokens + (isLast ? call.outputTokens : 0),
  },
  modelVersion: call.model,
  responseId: id,
});
