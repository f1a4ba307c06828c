import { assert, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialectNames } from '../../../src-proxy/dialects/dialect-name.ts';
import { dialectOf } from '../../../src-proxy/dialects/dialects.ts';
import { cutPlaces, cutUp, hostileBytes } from './cut-up.ts';
import { tokens } from './stream-fixture.ts';

const mebibyte = 1_048_576;

describe.each(dialectNames)('a hostile stream read as %s', (name) => {
  const read = (chunks: readonly Uint8Array[]): unknown => {
    const reader = dialectOf(name).createStreamReader();
    for (const chunk of chunks) reader.observe(chunk);
    return reader.reading();
  };

  it('reads without a throw, and the same however it was cut', () => {
    assert(
      property(hostileBytes, cutPlaces, (bytes, places) => {
        expect(read(cutUp(bytes, places))).toEqual(read([bytes]));
      }),
      { numRuns: 3_000 },
    );
  });

  it('reads only counts that can be counts', () => {
    assert(
      property(hostileBytes, (bytes) => {
        const reader = dialectOf(name).createStreamReader();
        reader.observe(bytes);
        const counts = Object.values(reader.reading().usage ?? {});
        expect(counts.every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['a line', 'data: {"a":"', 'x'],
    ['an array', '[{"a":"', 'x'],
    ['brackets', '', '[{'],
    ['events', '', 'data: {"usage":{"prompt_tokens":1},"usageMetadata":{"promptTokenCount":1}}\n'],
  ])('holds little of %s without end', (_what, start, filling) => {
    const reader = dialectOf(name).createStreamReader();
    const chunk = Buffer.from(filling.repeat(65_536 / filling.length));
    reader.observe(Buffer.from(start));
    reader.observe(chunk);
    const before = process.memoryUsage().arrayBuffers;
    for (let sent = 0; sent < 64 * mebibyte; sent += chunk.length) reader.observe(chunk);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * mebibyte);
    expect(reader.reading().isComplete).toBe(false);
  });

  it('reads on after a line too long to hold', () => {
    const reader = dialectOf(name).createStreamReader();
    reader.observe(Buffer.from(`data: {"a":"${'x'.repeat(2 * mebibyte)}`));
    reader.observe(Buffer.from('"}\n\n'));
    reader.observe(Buffer.from(lastEvents[name]));
    expect(reader.reading()).toMatchObject({ usage: tokens(3, 4), isComplete: true });
  });
});

const lastEvents = {
  'openai-chat':
    'data: {"choices":[{"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4}}\n',
  'openai-responses':
    'data: {"type":"response.completed","response":{"usage":{"input_tokens":3,"output_tokens":4}}}\n',
  'anthropic-messages':
    'data: {"type":"message_start","message":{"usage":{"input_tokens":3,"output_tokens":4}}}\n\ndata: {"type":"message_stop"}\n',
  gemini:
    'data: {"candidates":[{"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":4}}\n',
};
