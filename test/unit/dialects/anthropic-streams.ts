import { tokens, typedEvents } from './stream-fixture.ts';
import type { StreamFixture, TypedEvent } from './stream-fixture.ts';

const dialect = 'anthropic-messages';
const model = 'claude-sonnet-4-5-20250929';

function start(usage: object): TypedEvent {
  return {
    type: 'message_start',
    message: { id: 'msg_1', type: 'message', role: 'assistant', model, content: [], usage },
  };
}

function text(said: string): TypedEvent {
  return {
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text: said },
  };
}

function delta(usage: object): TypedEvent {
  return { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage };
}

const ping = { type: 'ping' };
const stop = { type: 'message_stop' };
const cached = {
  input_tokens: 10,
  cache_creation_input_tokens: 200,
  cache_read_input_tokens: 3000,
  output_tokens: 1,
};

/** https://platform.claude.com/docs/en/build-with-claude/streaming: the counts of message_delta are cumulative. */
export const anthropicStreams: Readonly<Record<string, StreamFixture>> = {
  'a cached prompt': {
    dialect,
    text: typedEvents(
      start(cached),
      ping,
      text('Grüße, 你好 😀'),
      delta({ output_tokens: 15 }),
      stop,
    ),
    reading: {
      usage: tokens(3210, 15, { cachedInput: 3000, cacheWrite: 200 }),
      servedModel: model,
      isComplete: true,
    },
  },
  'several cumulative deltas with the input told again': {
    dialect,
    text: typedEvents(
      start({ input_tokens: 25, output_tokens: 2 }),
      delta({ input_tokens: 25, output_tokens: 30 }),
      delta({
        input_tokens: 900,
        output_tokens: 70,
        cache_read_input_tokens: null,
        output_tokens_details: { thinking_tokens: 40 },
      }),
      stop,
    ),
    reading: { usage: tokens(900, 70, { reasoning: 40 }), servedModel: model, isComplete: true },
  },
  'the input told only at the end': {
    dialect,
    text: typedEvents(
      start({ input_tokens: 0, output_tokens: 0 }),
      delta({ input_tokens: 33, output_tokens: 4, cache_read_input_tokens: 7 }),
      stop,
    ),
    reading: { usage: tokens(40, 4, { cachedInput: 7 }), servedModel: model, isComplete: true },
  },
  'tokens billed beside the message': {
    dialect,
    text: typedEvents(
      start({ input_tokens: 50, output_tokens: 1 }),
      delta({
        input_tokens: 50,
        output_tokens: 20,
        iterations: [
          { type: 'compaction', input_tokens: 1000, output_tokens: 100 },
          { type: 'message', input_tokens: 50, output_tokens: 20 },
          { type: 'advisor_message', input_tokens: 300, output_tokens: 30 },
        ],
      }),
      stop,
    ),
    reading: { usage: tokens(1350, 150), servedModel: model, isComplete: true },
  },
  'CR LF and spaced JSON': {
    dialect,
    text: typedEvents(start(cached), text('a'), delta({ output_tokens: 3 }), stop)
      .replaceAll('\n', '\r\n')
      .replaceAll('":', '" : '),
    reading: {
      usage: tokens(3210, 3, { cachedInput: 3000, cacheWrite: 200 }),
      servedModel: model,
      isComplete: true,
    },
  },
  'cut after the start: the input was spent all the same': {
    dialect,
    text: typedEvents(start({ input_tokens: 25, output_tokens: 2 }), text('Hel')),
    reading: { usage: tokens(25, 2), servedModel: model, isComplete: false },
  },
  'text that looks like the end': {
    dialect,
    text: typedEvents(
      start({ input_tokens: 5, output_tokens: 1 }),
      text('message_stop'),
      text('{"type":"message_stop"}'),
    ),
    reading: { usage: tokens(5, 1), servedModel: model, isComplete: false },
  },
  'an error in the stream': {
    dialect,
    text: typedEvents(start({ input_tokens: 5, output_tokens: 1 }), {
      type: 'error',
      error: { type: 'overloaded_error', message: 'Overloaded' },
    }),
    reading: { usage: tokens(5, 1), servedModel: model, isComplete: false },
  },
  'a last event that is never ended': {
    dialect,
    text: typedEvents(start({ input_tokens: 5, output_tokens: 1 }), stop).trimEnd(),
    reading: { usage: tokens(5, 1), servedModel: model, isComplete: true },
  },
};
