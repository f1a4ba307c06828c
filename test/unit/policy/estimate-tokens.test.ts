import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  estimateFormTokens,
  estimateMessageTokens,
  estimateTokenIds,
  estimateTokens,
} from '../../../src-proxy/policy/estimate-tokens.ts';

const bodyOf = (...content: readonly object[]): Buffer =>
  Buffer.from(JSON.stringify({ messages: [{ role: 'user', content }] }, null, 1));

describe('the tokens of a body', () => {
  test('are estimated too many rather than too few', () => {
    const english = 'The quick brown fox jumps over the lazy dog. '.repeat(1000);
    // About 10 tokens a sentence, by any tokenizer in use.
    expect(estimateTokens(Buffer.from(english))).toBeGreaterThan(10_000);
    const japanese = '吾輩は猫である。名前はまだ無い。'.repeat(1000);
    expect(estimateTokens(Buffer.from(japanese))).toBeGreaterThanOrEqual(16_000);
  });

  test('of a picture in base64 are few', () => {
    const picture = randomBytes(750_000).toString('base64');
    const body = JSON.stringify({ messages: [{ url: `data:image/png;base64,${picture}` }] });
    const tokens = estimateTokens(Buffer.from(body));
    expect(tokens).toBeGreaterThan(20_000);
    expect(tokens).toBeLessThan(40_000);
  });

  test('of text around a picture are counted as text', () => {
    const picture = randomBytes(300_000).toString('base64');
    const text = 'some words of text '.repeat(20_000);
    const both = estimateTokens(Buffer.from(`{"a":"${text}","b":"${picture}"}`));
    const alone = estimateTokens(Buffer.from(`{"a":"${text}"}`));
    expect(both).toBeGreaterThan(alone);
    expect(both).toBeLessThan(alone + 20_000);
  });

  test('of long words without an end are text', () => {
    const code = 'const x=[1,2,3].map((y)=>y*2);'.repeat(2000);
    expect(estimateTokens(Buffer.from(code))).toBe(Math.ceil(code.length / 3));
  });

  test('of nothing are none', () => {
    expect(estimateTokens(Buffer.alloc(0))).toBe(0);
  });

  test('of a form are those of its files', () => {
    expect(estimateFormTokens(3200)).toBe(100);
  });

  test('of token ids are as many as there are ids', () => {
    const ids = JSON.stringify({ input: Array.from({ length: 3000 }, () => 1) });
    expect(estimateTokenIds(Buffer.from(ids))).toBeGreaterThanOrEqual(2999);
    expect(estimateTokenIds(Buffer.from(ids))).toBeLessThan(3010);
  });

  const parts: readonly (readonly [string, object])[] = [
    ['OpenAI chat', { type: 'image_url', image_url: { url: 'https://x/y.png' } }],
    ['OpenAI chat, a file', { type: 'file', file: { file_id: 'file-1' } }],
    ['OpenAI responses', { type: 'input_image', image_url: 'https://x/y.png' }],
    ['OpenAI responses, a file', { type: 'input_file', file_id: 'file-1' }],
    ['Anthropic', { type: 'image', source: { type: 'url', url: 'https://x/y.png' } }],
    ['Anthropic, a file', { type: 'document', source: { type: 'file', file_id: 'file_1' } }],
    ['Gemini', { inlineData: { mimeType: 'image/png', data: 'AAAA' } }],
    ['Gemini, a file', { file_data: { file_uri: 'files/1' } }],
  ];

  test.each(parts)('of an attachment count whatever its bytes: %s', (_whose, part) => {
    const none = estimateMessageTokens(bodyOf({ type: 'text', text: 'a' }), 'openai-chat');
    expect(estimateMessageTokens(bodyOf(part), 'openai-chat') - none).toBeGreaterThan(14_900);
    expect(estimateMessageTokens(bodyOf(part, part), 'openai-chat') - none).toBeGreaterThan(29_900);
  });

  const photo = randomBytes(3_000_000).toString('base64');
  const picture = { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${photo}` } };

  test('of pictures alone are what the largest take, however many bytes they have', () => {
    const tokens = estimateMessageTokens(bodyOf(picture, picture), 'openai-chat');
    expect(tokens).toBeGreaterThan(30_000);
    expect(tokens).toBeLessThan(34_000);
  });

  test('of pictures are fewer where Anthropic makes them smaller', () => {
    const data = { type: 'image', source: { type: 'base64', data: photo } };
    const tokens = estimateMessageTokens(bodyOf(data), 'anthropic-messages');
    expect(tokens).toBeGreaterThan(4784);
    expect(tokens).toBeLessThan(8000);
  });

  test.each([
    { type: 'file', file: { file_data: photo } },
    { type: 'input_audio', input_audio: { data: photo, format: 'wav' } },
    { type: 'video_url', video_url: { url: `data:video/mp4;base64,${photo}` } },
  ])('of a $type beside a picture count its bytes', (part) => {
    const alone = estimateMessageTokens(bodyOf(picture), 'openai-chat');
    const both = estimateMessageTokens(bodyOf(picture, part), 'openai-chat');
    expect(both - alone).toBeGreaterThan(photo.length / 32);
  });

  test('of a text that speaks of attachments are those of the text', () => {
    const text = JSON.stringify(parts);
    const body = Buffer.from(JSON.stringify({ messages: [{ content: text }] }));
    expect(estimateMessageTokens(body, 'openai-chat')).toBe(estimateTokens(body));
  });

  test.each<readonly [string, string]>([
    ['marks', '{"a":["type","type"'.padEnd(40_000_000, ',"type"')],
    ['commas', ','.repeat(40_000_000)],
  ])('of a body full of %s are counted in time', (_what, text) => {
    const body = Buffer.from(text);
    const start = performance.now();
    estimateMessageTokens(body, 'openai-chat');
    estimateTokenIds(body);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
