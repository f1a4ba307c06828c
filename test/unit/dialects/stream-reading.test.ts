import { describe, expect, it } from 'vitest';
import { dialectOf } from '../../../src-proxy/dialects/dialects.ts';
import type { AnswerReading } from '../../../src-proxy/dialects/dialect.ts';
import { anthropicStreams } from './anthropic-streams.ts';
import { chatStreams } from './chat-streams.ts';
import { geminiStreams } from './gemini-streams.ts';
import { responsesStreams } from './responses-streams.ts';
import type { StreamFixture } from './stream-fixture.ts';

function read({ dialect }: StreamFixture, chunks: readonly Uint8Array[]): AnswerReading {
  const reader = dialectOf(dialect).createStreamReader();
  for (const chunk of chunks) reader.observe(chunk);
  return reader.reading();
}

const suites = {
  'openai-chat': chatStreams,
  'openai-responses': responsesStreams,
  'anthropic-messages': anthropicStreams,
  gemini: geminiStreams,
};

describe.each(Object.entries(suites))('reading a stream of %s', (_dialect, streams) => {
  describe.each(Object.entries(streams))('%s', (_name, stream) => {
    const bytes = Buffer.from(stream.text);

    it('reads it from one chunk', () => {
      expect(read(stream, [bytes])).toEqual(stream.reading);
    });

    it('reads the same cut in two at every byte', () => {
      for (let at = 0; at <= bytes.length; at += 1) {
        const halves = [bytes.subarray(0, at), bytes.subarray(at)];
        expect(read(stream, halves), `cut at byte ${at}`).toEqual(stream.reading);
      }
    });

    it('reads the same byte by byte', () => {
      const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
      expect(read(stream, single)).toEqual(stream.reading);
    });

    it('reads the same when asked after every chunk', () => {
      const reader = dialectOf(stream.dialect).createStreamReader();
      for (let at = 0; at < bytes.length; at += 7) {
        reader.observe(bytes.subarray(at, at + 7));
        reader.reading();
      }
      expect(reader.reading()).toEqual(stream.reading);
    });
  });
});
