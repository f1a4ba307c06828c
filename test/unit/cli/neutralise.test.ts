import { describe, expect, test } from 'vitest';
import { neutralise, neutraliseJson } from '../../../src-proxy/cli/neutralise.ts';

const hostile: readonly (readonly [what: string, text: string, shown: string])[] = [
  ['a colour', '\u001B[31mred\u001B[0m', '\\u{1b}[31mred\\u{1b}[0m'],
  ['a window title', '\u001B]0;owned\u0007', '\\u{1b}]0;owned\\u{7}'],
  ['a link', '\u001B]8;;http://evil\u001B\\x', '\\u{1b}]8;;http://evil\\u{1b}\\x'],
  ['an 8-bit escape', '\u009B31m', '\\u{9b}31m'],
  ['a carriage return', 'safe\revil', 'safe\\u{d}evil'],
  ['a new line', 'one\ntwo', 'one\\u{a}two'],
  ['a backspace', 'abc\b\b\b', 'abc\\u{8}\\u{8}\\u{8}'],
  ['reversed text', 'a\u202Egpj.exe', 'a\\u{202e}gpj.exe'],
  ['an isolate', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
  ['a zero-width space', 'pay\u200Bpal', 'pay\\u{200b}pal'],
  ['a byte order mark', '\uFEFFx', '\\u{feff}x'],
  ['a tag character', '\u{E0041}', '\\u{e0041}'],
  ['a lone surrogate', '\uD800x', '\\u{d800}x'],
  ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
];

describe('text on its way to a terminal', () => {
  test.each(hostile)('has %s spelled out', (_what, text, shown) => {
    expect(neutralise(text)).toBe(shown);
  });

  test.each(['plain', 'grün', '日本語', 'עברית', '👩‍💻 family', 'a\\u{1b}'])('keeps %s', (text) => {
    expect(neutralise(text)).toBe(text);
  });
});

describe('JSON on its way to a terminal', () => {
  test.each(hostile)('holds no %s, and means the same', (_what, text) => {
    const json = neutraliseJson(JSON.stringify({ label: text }, null, 2));
    expect(JSON.parse(json)).toEqual({ label: text });
    expect(json).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\u200B\u2028\u202E\u2066\uFEFF]/u);
  });
});
