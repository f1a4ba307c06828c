import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanMembers } from '../../../../src-proxy/inference/body/scan-members.ts';
import { appErrorCode } from './app-error-code.ts';
import { flatObjectText, memberText, objectOf } from './json-text.ts';

const accepts = (body: Buffer): boolean => {
  const code = appErrorCode(() => scanMembers(body));
  expect([null, 'body_invalid_json']).toContain(code);
  return code === null;
};

const parses = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** Text that is nearly JSON, so that both outcomes are common. */
const tokens = ['{', '}', '"a"', '"', '\\', ':', ',', ' ', '0', '1', '-', '.', 'e', 'true', 'null'];
const nearlyFlat = fc
  .array(fc.constantFrom(...tokens.slice(2)), { maxLength: 8 })
  .map((pieces) => `{${pieces.join('')}}`);
const nearlyNested = fc
  .array(fc.constantFrom(...tokens, '[', ']', '"a":', '"a":1,', '"b":['), { maxLength: 12 })
  .map((pieces) => `{${pieces.join('')}`);

describe('scanMembers, compared with JSON.parse', () => {
  it('finds the same names and values in any object', () => {
    fc.assert(
      fc.property(objectOf(memberText), ({ text, members }) => {
        const body = Buffer.from(text);
        const found = scanMembers(body);
        expect(found.map(({ name }) => name)).toEqual(
          members.map(({ nameText }): unknown => JSON.parse(nameText)),
        );
        expect(
          found.map(({ nameStart, valueEnd }) => body.toString('utf8', nameStart, valueEnd)),
        ).toEqual(members.map((member) => member.text));
      }),
    );
  });

  it('accepts and refuses the same flat objects', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nearlyFlat,
          flatObjectText.map(({ text }) => text),
        ),
        (text) => {
          expect(accepts(Buffer.from(text))).toBe(parses(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('refuses nothing that JSON.parse accepts', () => {
    fc.assert(
      fc.property(nearlyNested, (text) => {
        expect(!parses(text) || accepts(Buffer.from(text))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees on a flat object with one byte changed', () => {
    fc.assert(
      fc.property(flatObjectText, fc.nat(), fc.nat({ max: 0x7f }), ({ text }, at, byte) => {
        const body = Buffer.from(text);
        body[at % body.length] = byte;
        const changed = body.toString();
        if (/[[\]{}]/.test(changed.trim().slice(1, -1))) return;
        expect(accepts(body)).toBe(parses(changed));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives a result or body_invalid_json for any object with one byte changed', () => {
    fc.assert(
      fc.property(objectOf(memberText), fc.nat(), fc.nat({ max: 0xff }), ({ text }, at, byte) => {
        const body = Buffer.from(text);
        body[at % body.length] = byte;
        expect(!parses(body.toString()) || accepts(body)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives a result or body_invalid_json for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const body = Buffer.from(bytes);
        expect(!parses(body.toString()) || accepts(body)).toBe(true);
        accepts(Buffer.concat([Buffer.from('{"a":['), body, Buffer.from(']}')]));
      }),
    );
  });

  it('checks long strings wherever they lie in memory', () => {
    const special = fc.constantFrom('', '"', '\\', '\\n', '\\u00e9', '\n', '\u001f', '\u007f', 'é');
    fc.assert(
      fc.property(
        fc.nat({ max: 9 }),
        fc.nat({ max: 150 }),
        special,
        fc.nat({ max: 150 }),
        (offset, before, middle, after) => {
          const text = `{"a":"${'x'.repeat(before)}${middle}${'€'.repeat(after)}"}`;
          const memory = Buffer.from(`${'"'.repeat(offset)}${text}"""""`);
          const body = memory.subarray(offset, offset + Buffer.byteLength(text));
          expect(accepts(body)).toBe(parses(text));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
