import { events, tokens, typedEvents } from './stream-fixture.ts';
import type { StreamFixture, TypedEvent } from './stream-fixture.ts';

const dialect = 'openai-responses';
const model = 'gpt-5-2025-08-07';

function response(status: string, more: object = {}): object {
  return { id: 'resp_1', object: 'response', status, model, output: [], usage: null, ...more };
}

const usage = {
  input_tokens: 300,
  input_tokens_details: { cached_tokens: 256, cache_write_tokens: 20 },
  output_tokens: 90,
  output_tokens_details: { reasoning_tokens: 64 },
  total_tokens: 390,
};

const counted = tokens(300, 90, { cachedInput: 256, cacheWrite: 20, reasoning: 64 });

const created = { type: 'response.created', response: response('in_progress') };
const delta = { type: 'response.output_text.delta', delta: '你好 "response":{ 😀' };

function ended(how: string, more: object = { usage }): TypedEvent {
  return { type: `response.${how}`, response: response(how, more) };
}

/** A request's own tools are repeated in every response object; these were made to mislead. */
const misleadingTools = [
  {
    type: 'function',
    name: 'report',
    parameters: {
      properties: {
        usage: { input_tokens: 1, output_tokens: 1 },
        response: { usage: { input_tokens: 2, output_tokens: 2 } },
        kind: { enum: ['response.completed'] },
      },
    },
  },
];

export const responsesStreams: Readonly<Record<string, StreamFixture>> = {
  completed: {
    dialect,
    text: typedEvents(created, delta, ended('completed')),
    reading: { usage: counted, servedModel: model, isComplete: true, answerId: 'resp_1' },
  },
  'events without names': {
    dialect,
    text: events(created, delta, ended('completed')),
    reading: { usage: counted, servedModel: model, isComplete: true, answerId: 'resp_1' },
  },
  incomplete: {
    dialect,
    text: typedEvents(created, ended('incomplete')),
    reading: { usage: counted, servedModel: model, isComplete: true, answerId: 'resp_1' },
  },
  failed: {
    dialect,
    text: typedEvents(created, ended('failed', { error: { code: 'server_error' } })),
    reading: { usage: null, servedModel: model, isComplete: true, answerId: 'resp_1' },
  },
  'CR LF and spaced JSON': {
    dialect,
    text: typedEvents(created, delta, ended('completed'))
      .replaceAll('\n', '\r\n')
      .replaceAll('":', '": '),
    reading: { usage: counted, servedModel: model, isComplete: true, answerId: 'resp_1' },
  },
  'cut after the start': {
    dialect,
    text: typedEvents(created, delta),
    reading: { usage: null, servedModel: model, isComplete: false },
  },
  'cut after the start, of an answer that goes on': {
    dialect,
    text: typedEvents({
      type: 'response.created',
      response: response('queued', { background: true }),
    }),
    reading: { usage: null, servedModel: model, isComplete: false, pendingId: 'resp_1' },
  },
  'cut within the last event': {
    dialect,
    text: typedEvents(created, ended('completed')).slice(0, -5),
    reading: { usage: null, servedModel: model, isComplete: false },
  },
  'tools that look like usage and end': {
    dialect,
    text: typedEvents(
      { type: 'response.created', response: response('queued', { tools: misleadingTools }) },
      delta,
    ),
    reading: { usage: null, servedModel: model, isComplete: false },
  },
  'the true usage before such tools': {
    dialect,
    text: typedEvents(ended('completed', { usage, tools: misleadingTools })),
    reading: { usage: counted, servedModel: model, isComplete: true, answerId: 'resp_1' },
  },
  'a last event that is never ended': {
    dialect,
    text: typedEvents(created, ended('completed')).trimEnd(),
    reading: { usage: counted, servedModel: model, isComplete: true, answerId: 'resp_1' },
  },
};
