import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ClipboardKeeper } from '../../../src-main/os/clipboard-keeper.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function keeperOver(): { keeper: ClipboardKeeper; clipboard: { text: string } } {
  const clipboard = { text: '' };
  const keeper = new ClipboardKeeper({
    readText: async () => clipboard.text,
    writeText: async (text) => {
      clipboard.text = text;
    },
    clear: () => {
      clipboard.text = '';
    },
  });
  return { keeper, clipboard };
}

test('a key stays a minute', async () => {
  const { keeper, clipboard } = keeperOver();
  await keeper.copy('sk-lp-1', true);
  await vi.advanceTimersByTimeAsync(59_999);
  expect(clipboard.text).toBe('sk-lp-1');
  await vi.advanceTimersByTimeAsync(1);
  expect(clipboard.text).toBe('');
});

test.each([
  ['a virtual key', 'sk-lp-3fA9bc0DeFgHiJkLmNoPqRsTuVwXyZ'],
  ['a management key', 'mk-lp-3fA9bc0DeFgHiJkLmNoPqRsTuVwXyZ'],
  ['a text with a key in it', 'curl -H "x-api-key: pk-lp-3fA9bc0DeFgHiJkLmNoPqRsTuVwXyZ" http://x'],
])('%s stays no longer when it is said to be none', async (_what, text) => {
  const { keeper, clipboard } = keeperOver();
  await keeper.copy(text, false);
  expect(clipboard.text).toBe(text);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clipboard.text).toBe('');
});

test('a preview of a key is none', async () => {
  const { keeper, clipboard } = keeperOver();
  await keeper.copy('sk-lp-3fA9...x7Qz', false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clipboard.text).toBe('sk-lp-3fA9...x7Qz');
});

test('what the user copied since is left alone', async () => {
  const { keeper, clipboard } = keeperOver();
  await keeper.copy('sk-lp-1', true);
  clipboard.text = 'a shopping list';
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clipboard.text).toBe('a shopping list');
});

test('what is no key stays', async () => {
  const { keeper, clipboard } = keeperOver();
  await keeper.copy('sk-lp-1', true);
  await keeper.copy('http://127.0.0.1:6174/v1', false);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(clipboard.text).toBe('http://127.0.0.1:6174/v1');
});

test('the same key copied again stays a minute from then', async () => {
  const { keeper, clipboard } = keeperOver();
  await keeper.copy('sk-lp-1', true);
  await vi.advanceTimersByTimeAsync(50_000);
  await keeper.copy('sk-lp-1', true);
  await vi.advanceTimersByTimeAsync(50_000);
  expect(clipboard.text).toBe('sk-lp-1');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(clipboard.text).toBe('');
});

test('quitting takes a key along, and nothing else', async () => {
  const { keeper, clipboard } = keeperOver();
  await keeper.copy('sk-lp-1', true);
  await keeper.clearKey();
  expect(clipboard.text).toBe('');
  clipboard.text = 'mine';
  await keeper.clearKey();
  expect(clipboard.text).toBe('mine');
});
