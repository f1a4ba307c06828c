import { array, constantFrom, nat, oneof, uint8Array } from 'fast-check';
import type { Arbitrary } from 'fast-check';

/** Cuts bytes at the given places, wherever they fall. */
export function cutUp(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const cuts = [...new Set(places.map((place) => place % (bytes.length + 1)))].toSorted(
    (a, b) => a - b,
  );
  return [0, ...cuts].map((start, at) => bytes.subarray(start, cuts[at] ?? bytes.length));
}

/** Pieces of which provider streams are made, in any order: more often nearly right than random bytes are. */
const scraps = constantFrom(
  'data: ',
  'data:',
  'event: message_start\n',
  ': comment',
  '\n',
  '\n\n',
  '\r\n\r\n',
  '\r',
  ' ',
  '{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}',
  '{"choices":[{"finish_reason":"stop"}],"model":"m"}',
  '"usage":',
  '"usage" : {',
  '{"type":"response.completed","response":{"model":"r","usage":{"input_tokens":5}}}',
  '{"type":"message_start","message":{"usage":{"input_tokens":6,"output_tokens":1}}}',
  '{"type":"message_delta","usage":{"output_tokens":-1}}',
  '{"type":"message_stop"}',
  '{"candidates":[{"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":1e400}}',
  '{"type":"speech.audio.done","usage":{"input_tokens":"7","output_tokens":9007199254740993}}',
  '[DONE]',
  '[',
  ']',
  '{',
  '}',
  ',',
  '"',
  '\\',
  ':',
  '😀',
);

/** Bytes of a stream that nobody should send. */
export const hostileBytes: Arbitrary<Buffer> = array(
  oneof(
    { weight: 6, arbitrary: scraps.map((scrap) => Buffer.from(scrap)) },
    { weight: 1, arbitrary: uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)) },
  ),
  { maxLength: 40 },
).map((parts) => Buffer.concat(parts));

export const cutPlaces = array(nat(), { maxLength: 12 });
