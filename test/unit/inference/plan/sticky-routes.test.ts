import { expect, test } from 'vitest';
import { conversationName } from '../../../../src-proxy/inference/plan/conversation-name.ts';
import { StickyRoutes } from '../../../../src-proxy/inference/plan/sticky-routes.ts';

const T = 1_000_000;
const opening = (): Buffer[] => [Buffer.from('secret plans')];

test('a conversation stays for an hour, however often it goes on', () => {
  const sticky = new StickyRoutes();
  sticky.note('talk', 'b', 'a', T);
  sticky.note('talk', 'b', 'a', T + 3_000_000);
  expect(sticky.find('talk', 'a', T + 3_599_999)).toBe('b');
  expect(sticky.find('talk', 'a', T + 3_600_000)).toBeNull();
});

test('the user who chooses another default is followed', () => {
  const sticky = new StickyRoutes();
  sticky.note('talk', 'b', 'a', T);
  expect(sticky.find('talk', 'b', T)).toBeNull();
});

test('the one longest not used makes room', () => {
  const sticky = new StickyRoutes();
  for (let talk = 0; talk < 10_001; talk += 1) sticky.note(String(talk), 'b', null, T);
  expect(sticky.size).toBe(10_000);
  expect(sticky.find('0', null, T)).toBeNull();
  expect(sticky.find('1', null, T)).toBe('b');
});

test('a conversation is named by its session before its opening, and by a digest only', () => {
  const bySession = conversationName({ id: 'vk_1' }, { session_id: 'abc' }, opening);
  const byOpening = conversationName({ id: 'vk_1' }, {}, opening);
  expect(bySession).toMatch(/^[\w-]{43}$/);
  expect(byOpening).toMatch(/^[\w-]{43}$/);
  expect(bySession).not.toBe(byOpening);
  expect(conversationName({ id: 'vk_2' }, {}, opening)).not.toBe(byOpening);
  expect(conversationName({ id: 'vk_1' }, {}, () => [])).toBeNull();
});
