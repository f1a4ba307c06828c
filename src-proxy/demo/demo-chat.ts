import { randomUUID } from 'node:crypto';
import { dataEvent, eventStream, json, type DemoAnswer } from './demo-answer.ts';
import { readDemoCall, replyText, type DemoCall } from './demo-call.ts';
import { openAiRefusal } from './demo-refusal.ts';
import { isRecord, type DemoRequest } from './demo-request.ts';
import { speak } from './demo-text.ts';

/** POST /v1/chat/completions. */
export function answerChat(request: DemoRequest): DemoAnswer {
  const { call, refusal } = readDemoCall(request, {
    input: 'messages',
    maxTokens: (body) => body['max_completion_tokens'] ?? body['max_tokens'],
  });
  if (refusal !== null) return openAiRefusal(refusal);
  if (call.body['stream'] === true) return eventStream(chunks(call));
  return json({
    ...head('chat.completion', call),
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: replyText(call), refusal: null, annotations: [] },
        logprobs: null,
        finish_reason: finishReason(call),
      },
    ],
    usage: usageOf(call),
  });
}

async function* chunks(call: DemoCall): AsyncGenerator<string> {
  const shared = head('chat.completion.chunk', call);
  const asksUsage = isUsageAsked(call);
  // Once usage was asked for, every chunk has the member, and the last one, without choices, its value.
  const usage = asksUsage ? { usage: null } : {};
  const chunk = (delta: object, finish: string | null): string =>
    dataEvent({
      ...shared,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
      ...usage,
    });
  yield chunk({ role: 'assistant', content: '', refusal: null }, null);
  for await (const content of speak(call.reply.words, call.wordDelayMs)) {
    yield chunk({ content }, null);
  }
  yield chunk({}, finishReason(call));
  if (asksUsage) yield dataEvent({ ...shared, choices: [], usage: usageOf(call) });
  yield 'data: [DONE]\n\n';
}

/** POST /v1/completions, the API before chat. */
export function answerCompletion(request: DemoRequest): DemoAnswer {
  const { call, refusal } = readDemoCall(request, {
    input: 'prompt',
    maxTokens: (body) => body['max_tokens'],
  });
  if (refusal !== null) return openAiRefusal(refusal);
  if (call.body['stream'] === true) return eventStream(completionChunks(call));
  const choice = {
    text: replyText(call),
    index: 0,
    logprobs: null,
    finish_reason: finishReason(call),
  };
  return json({ ...head('text_completion', call), choices: [choice], usage: usageOf(call) });
}

async function* completionChunks(call: DemoCall): AsyncGenerator<string> {
  const shared = head('text_completion', call);
  const asksUsage = isUsageAsked(call);
  const usage = asksUsage ? { usage: null } : {};
  const chunk = (text: string, finish: string | null): string =>
    dataEvent({
      ...shared,
      choices: [{ text, index: 0, logprobs: null, finish_reason: finish }],
      ...usage,
    });
  for await (const text of speak(call.reply.words, call.wordDelayMs)) yield chunk(text, null);
  yield chunk('', finishReason(call));
  if (asksUsage) yield dataEvent({ ...shared, choices: [], usage: usageOf(call) });
  yield 'data: [DONE]\n\n';
}

const head = (object: string, { model }: DemoCall): object => ({
  id: `${object === 'text_completion' ? 'cmpl' : 'chatcmpl'}-${randomUUID()}`,
  object,
  created: Math.floor(Date.now() / 1000),
  model,
  system_fingerprint: null,
});

const finishReason = ({ reply }: DemoCall): string => (reply.isCut ? 'length' : 'stop');

function isUsageAsked({ body }: DemoCall): boolean {
  const options = body['stream_options'];
  return isRecord(options) && options['include_usage'] === true;
}

const usageOf = ({ inputTokens, outputTokens }: DemoCall): object => ({
  prompt_tokens: inputTokens,
  completion_tokens: outputTokens,
  total_tokens: inputTokens + outputTokens,
  prompt_tokens_details: { cached_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0 },
});
