import { array, assert, asyncProperty, nat } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEventData } from '../../../src-proxy/management/read-event-data.ts';

async function* inPieces(pieces: readonly string[]): AsyncIterable<string> {
  yield* pieces;
}

async function read(...pieces: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const data of readEventData(inPieces(pieces))) found.push(data);
  return found;
}

describe('server-sent events', () => {
  test('give their data', async () => {
    expect(await read('data: {"a":1}\n\ndata: {"b":2}\n\n')).toEqual(['{"a":1}', '{"b":2}']);
  });

  test('of several data lines are one text', async () => {
    expect(await read('data: one\ndata: two\n\n')).toEqual(['one\ntwo']);
  });

  test('pass over comments and other fields', async () => {
    expect(await read(': hello\n\nevent: x\nid: 7\ndata: y\n\n')).toEqual(['y']);
  });

  test('that are not ended are dropped', async () => {
    expect(await read('data: whole\n\ndata: half')).toEqual(['whole']);
  });

  test('are the same wherever the text is cut', async () => {
    const text = 'data: {"label":"grün 🔑"}\n\n: beat\n\ndata: 2\n\n';
    const whole = await read(text);
    await assert(
      asyncProperty(array(nat(text.length)), async (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
        expect(await read(...pieces)).toEqual(whole);
      }),
    );
  });
});
