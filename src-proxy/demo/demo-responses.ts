import { randomUUID } from 'node:crypto';
import { eventStream, json, namedEvent, type DemoAnswer, type NamedEvent } from './demo-answer.ts';
import { readDemoCall, replyText, type DemoCall } from './demo-call.ts';
import { openAiRefusal } from './demo-refusal.ts';
import type { DemoRequest } from './demo-request.ts';
import { speak } from './demo-text.ts';

/** POST /v1/responses. */
export function answerResponses(request: DemoRequest): DemoAnswer {
  const { call, refusal } = readDemoCall(request, {
    input: 'input',
    instructions: 'instructions',
    maxTokens: (body) => body['max_output_tokens'],
  });
  if (refusal !== null) return openAiRefusal(refusal);
  if (call.body['stream'] === true) return eventStream(numbered(events(call)));
  return json(finishedResponse(call, startedResponse(call), newItemId()));
}

async function* numbered(unnumbered: AsyncIterable<NamedEvent>): AsyncGenerator<string> {
  let sequenceNumber = 0;
  for await (const event of unnumbered) {
    yield namedEvent({ ...event, sequence_number: sequenceNumber });
    sequenceNumber += 1;
  }
}

/** In the order of OpenAI's reference of streaming events. */
async function* events(call: DemoCall): AsyncGenerator<NamedEvent> {
  const response = startedResponse(call);
  const itemId = newItemId();
  const inItem = { item_id: itemId, output_index: 0, content_index: 0 };
  const text = replyText(call);
  yield { type: 'response.created', response };
  yield { type: 'response.in_progress', response };
  const item = {
    id: itemId,
    type: 'message',
    status: 'in_progress',
    role: 'assistant',
    content: [],
  };
  yield { type: 'response.output_item.added', output_index: 0, item };
  yield { type: 'response.content_part.added', ...inItem, part: textPart('') };
  for await (const delta of speak(call.reply.words, call.wordDelayMs)) {
    yield { type: 'response.output_text.delta', ...inItem, delta, logprobs: [] };
  }
  yield { type: 'response.output_text.done', ...inItem, text, logprobs: [] };
  yield { type: 'response.content_part.done', ...inItem, part: textPart(text) };
  yield { type: 'response.output_item.done', output_index: 0, item: finishedItem(call, itemId) };
  yield {
    type: `response.${endStatus(call)}`,
    response: finishedResponse(call, response, itemId),
  };
}

const newItemId = (): string => `msg_${randomUUID()}`;

const textPart = (text: string): object => ({
  type: 'output_text',
  text,
  annotations: [],
  logprobs: [],
});

const endStatus = ({ reply }: DemoCall): string => (reply.isCut ? 'incomplete' : 'completed');

const finishedItem = (call: DemoCall, id: string): object => ({
  id,
  type: 'message',
  status: endStatus(call),
  role: 'assistant',
  content: [textPart(replyText(call))],
});

const startedResponse = ({ model, body }: DemoCall): object => ({
  id: `resp_${randomUUID()}`,
  object: 'response',
  created_at: Math.floor(Date.now() / 1000),
  status: 'in_progress',
  background: false,
  error: null,
  incomplete_details: null,
  instructions: null,
  max_output_tokens: body['max_output_tokens'] ?? null,
  metadata: {},
  model,
  output: [],
  parallel_tool_calls: true,
  previous_response_id: null,
  reasoning: { effort: null, summary: null },
  store: false,
  temperature: 1,
  text: { format: { type: 'text' } },
  tool_choice: 'auto',
  tools: [],
  top_p: 1,
  truncation: 'disabled',
  usage: null,
  user: null,
});

const finishedResponse = (call: DemoCall, started: object, itemId: string): object => ({
  ...started,
  status: endStatus(call),
  incomplete_details: call.reply.isCut ? { reason: 'max_output_tokens' } : null,
  output: [finishedItem(call, itemId)],
  usage: {
    input_tokens: call.inputTokens,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: call.outputTokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: call.inputTokens + call.outputTokens,
  },
});
