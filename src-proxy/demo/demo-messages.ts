import { randomUUID } from 'node:crypto';
import { eventStream, json, namedEvent, type DemoAnswer } from './demo-answer.ts';
import { readDemoCall, replyText, type DemoCall, type DemoCallReading } from './demo-call.ts';
import { anthropicRefusal } from './demo-refusal.ts';
import type { DemoRequest } from './demo-request.ts';
import { speak } from './demo-text.ts';

const read = (request: DemoRequest): DemoCallReading =>
  readDemoCall(request, {
    input: 'messages',
    instructions: 'system',
    maxTokens: (body) => body['max_tokens'],
  });

/** POST /v1/messages. */
export function answerMessages(request: DemoRequest): DemoAnswer {
  const { call, refusal } = read(request);
  if (refusal !== null) return anthropicRefusal(refusal);
  if (call.body['stream'] === true) return eventStream(events(call));
  return json({
    ...emptyMessage(call),
    content: [{ type: 'text', text: replyText(call), citations: null }],
    stop_reason: stopReason(call),
    usage: usageOf(call, call.outputTokens),
  });
}

/** POST /v1/messages/count_tokens. */
export function countMessageTokens(request: DemoRequest): DemoAnswer {
  const { call, refusal } = read(request);
  return refusal === null ? json({ input_tokens: call.inputTokens }) : anthropicRefusal(refusal);
}

async function* events(call: DemoCall): AsyncGenerator<string> {
  yield namedEvent({ type: 'message_start', message: emptyMessage(call) });
  const block = { type: 'text', text: '', citations: null };
  yield namedEvent({ type: 'content_block_start', index: 0, content_block: block });
  yield namedEvent({ type: 'ping' });
  for await (const text of speak(call.reply.words, call.wordDelayMs)) {
    const delta = { type: 'text_delta', text };
    yield namedEvent({ type: 'content_block_delta', index: 0, delta });
  }
  yield namedEvent({ type: 'content_block_stop', index: 0 });
  yield namedEvent({
    type: 'message_delta',
    delta: { stop_reason: stopReason(call), stop_sequence: null },
    usage: { output_tokens: call.outputTokens },
  });
  yield namedEvent({ type: 'message_stop' });
}

const emptyMessage = (call: DemoCall): object => ({
  id: `msg_${randomUUID()}`,
  type: 'message',
  role: 'assistant',
  model: call.model,
  content: [],
  stop_reason: null,
  stop_sequence: null,
  usage: usageOf(call, 1),
});

const stopReason = ({ reply }: DemoCall): string => (reply.isCut ? 'max_tokens' : 'end_turn');

const usageOf = ({ inputTokens }: DemoCall, outputTokens: number): object => ({
  input_tokens: inputTokens,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  output_tokens: outputTokens,
});
