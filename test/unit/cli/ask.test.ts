import { describe, expect, test } from 'vitest';
import { readPiped } from '../../../src-proxy/cli/ask.ts';

async function* pieces(...texts: readonly string[]): AsyncIterable<string> {
  yield* texts;
}

async function* byteByByte(text: string): AsyncIterable<Buffer> {
  for (const byte of Buffer.from(text)) yield Buffer.of(byte);
}

async function* endless(): AsyncIterable<string> {
  for (;;) yield 'x'.repeat(10_000);
}

describe('a secret from standard input', () => {
  test.each([
    [['sk-abc\n'], 'sk-abc'],
    [['sk-', 'abc', '\r\n'], 'sk-abc'],
    [['pass phrase '], 'pass phrase '],
    [['two\nlines\n'], 'two\nlines'],
  ])('%j is %j', async (texts, secret) => {
    expect(await readPiped(pieces(...texts))).toBe(secret);
  });

  test('whose letters come byte by byte is whole', async () => {
    expect(await readPiped(byteByByte('pässwörd 🔑\n'))).toBe('pässwörd 🔑');
  });

  test.each([[[]], [['']], [['\n']]])('is missing in %j', async (texts) => {
    await expect(readPiped(pieces(...texts))).rejects.toThrow('Standard input is empty');
  });

  test('that never ends is given up', async () => {
    await expect(readPiped(endless())).rejects.toThrow('more than one secret');
  });
});
