import { describe, expect, it } from 'vitest';
import { dialectOf } from '../../../src-proxy/dialects/dialects.ts';
import { tokens } from './stream-fixture.ts';
import type { DialectName } from '../../../src-proxy/dialects/dialect-name.ts';

/** Base64 of an image larger than a line may be held. */
const image = 'iVBORw0K'.repeat(300_000);

interface LongEvent {
  readonly dialect: DialectName;
  readonly text: string;
  readonly model: string | null;
}

const imageStream: LongEvent = {
  dialect: 'openai-chat',
  text: `event: image_generation.completed\ndata: ${JSON.stringify({
    type: 'image_generation.completed',
    b64_json: image,
    usage: { input_tokens: 3, output_tokens: 4, input_tokens_details: { text_tokens: 3 } },
  })}\n\n`,
  model: null,
};

const longEvents: Readonly<Record<string, LongEvent>> = {
  'an image stream': imageStream,
  'an image in a response': {
    dialect: 'openai-responses',
    text: `data: ${JSON.stringify({
      type: 'response.completed',
      sequence_number: 9,
      response: {
        id: 'resp_1',
        model: 'gpt-5',
        output: [{ type: 'image_generation_call', result: image }],
        tools: [{ type: 'image_generation', size: '{"1024"}' }],
        usage: { input_tokens: 3, output_tokens: 4, output_tokens_details: {} },
        user: null,
      },
    })}\r\n\r\n`,
    model: 'gpt-5',
  },
  'an image from Gemini': {
    dialect: 'gemini',
    text: `data: ${JSON.stringify({
      candidates: [{ content: { parts: [{ inlineData: { data: image } }] }, finishReason: 'STOP' }],
      usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 4, promptTokensDetails: [{}] },
      modelVersion: 'gemini-2.5-flash-image',
    })}\n\n`,
    model: 'gemini-2.5-flash-image',
  },
  'two long parts from Gemini, the second nested deeper': {
    dialect: 'gemini',
    text: `data: ${JSON.stringify({
      candidates: [
        { content: { parts: [{ text: image }, { inlineData: { data: image } }] } },
        { finishReason: 'STOP' },
      ],
      usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 4 },
      modelVersion: 'gemini-2.5-flash-image',
    })}\n\n`,
    model: 'gemini-2.5-flash-image',
  },
  'two long parts in a chat, the second nested deeper': {
    dialect: 'openai-chat',
    text: `data: ${JSON.stringify({
      model: 'm',
      choices: [{ delta: { content: image, audio: { data: image } }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 3, completion_tokens: 4, prompt_tokens_details: {} },
    })}\n\n`,
    model: 'm',
  },
  'an image from Gemini in an array': {
    dialect: 'gemini',
    text: `[${JSON.stringify(
      {
        candidates: [{ content: { parts: [{ data: image }] }, finishReason: 'STOP' }],
        usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 4 },
        modelVersion: 'gemini-2.5-flash-image',
      },
      null,
      2,
    )}]`,
    model: 'gemini-2.5-flash-image',
  },
};

describe('an event too long to hold', () => {
  it.each(Object.entries(longEvents))('is counted all the same: %s', (_name, event) => {
    const reader = dialectOf(event.dialect).createStreamReader();
    const bytes = Buffer.from(event.text);
    for (let at = 0; at < bytes.length; at += 65_536) {
      reader.observe(bytes.subarray(at, at + 65_536));
    }
    expect(reader.reading()).toEqual({
      usage: tokens(3, 4),
      servedModel: event.model,
      isComplete: true,
    });
  });

  it('is counted even when its line is never ended', () => {
    const { dialect, text } = imageStream;
    const reader = dialectOf(dialect).createStreamReader();
    reader.observe(Buffer.from(text.trimEnd()));
    expect(reader.reading()).toMatchObject({ usage: tokens(3, 4), isComplete: true });
  });

  it('is not complete while it goes on', () => {
    const reader = dialectOf('openai-responses').createStreamReader();
    reader.observe(Buffer.from('data: {"type":"response.completed","response":{"result":"'));
    reader.observe(Buffer.from(image));
    expect(reader.reading()).toEqual({ usage: null, servedModel: null, isComplete: false });
  });
});
