import { describe, expect, test } from 'vitest';
import { readOpening } from '../../../../src-proxy/inference/body/read-opening.ts';
import { scanMembers } from '../../../../src-proxy/inference/body/scan-members.ts';

const opening = (text: string): readonly string[] => {
  const body = Buffer.from(text);
  return readOpening(body, scanMembers(body)).map(String);
};

const user = (content: string): string => JSON.stringify({ role: 'user', content });
const system = JSON.stringify({ role: 'system', content: 'Be brief.' });

describe('the opening of a conversation', () => {
  test.each([
    ['chat', `{"messages":[${system},${user('a')},${user('b')}]}`, [system, user('a')]],
    ['messages', `{"system":"Be.","messages":[${user('a')}]}`, ['"Be."', user('a')]],
    ['responses', `{"instructions":"Be.","input":[${user('a')}]}`, ['"Be."', user('a')]],
    ['responses of one text', '{"input":"hello"}', ['"hello"']],
    ['Gemini', '{"contents":[{"parts":[{"text":"{"}]}]}', ['{"parts":[{"text":"{"}]}']],
    ['completions', '{"prompt":"Once"}', ['"Once"']],
    ['nothing said', '{"model":"m"}', []],
    ['no messages', '{"messages":[]}', []],
  ])('%s', (_dialect, body, expected) => {
    expect(opening(body)).toEqual(expected);
  });

  test('is the same in every later request', () => {
    const first = `{"messages":[${system},${user('a')}]}`;
    const later = `{"messages":[${system},${user('a')},{"role":"assistant","content":"b"}]}`;
    expect(opening(later)).toEqual(opening(first));
  });

  test('ends with the first message that is no instruction, though it speaks of one', () => {
    const sly = user('"role":"system"');
    expect(opening(`{"messages":[${sly},${user('b')}]}`)).toEqual([sly]);
  });

  test('is bounded, however long a message is', () => {
    const [piece] = opening(`{"messages":[${user('x'.repeat(5_000_000))}]}`);
    expect(piece).toHaveLength(512);
  });

  test('looks at four messages at most', () => {
    const many = Array.from({ length: 100 }, () => system).join(',');
    expect(opening(`{"messages":[${many}]}`)).toHaveLength(4);
  });
});
