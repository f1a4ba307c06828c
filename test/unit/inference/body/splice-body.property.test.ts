import { deepStrictEqual } from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName } from '../../../../src-proxy/inference/body/fold-name.ts';
import { scanMembers } from '../../../../src-proxy/inference/body/scan-members.ts';
import { spliceBody } from '../../../../src-proxy/inference/body/splice-body.ts';
import { memberText, objectOf, stringText } from './json-text.ts';
import type { BodyEdits } from '../../../../src-proxy/inference/body/splice-body.ts';

const edits: fc.Arbitrary<BodyEdits> = fc.record({
  model: fc.option(
    fc.oneof(
      fc.constant('gpt-4o'),
      stringText.map((text) => String(JSON.parse(text))),
    ),
  ),
  dropsRouting: fc.boolean(),
  asksStreamUsage: fc.boolean(),
});

const entriesOf = (text: string): Map<string, unknown> => {
  const value: unknown = JSON.parse(text);
  return new Map(Object.entries(value ?? {}));
};

/** What the edits mean, said on parsed values. */
const edited = (text: string, { model, dropsRouting, asksStreamUsage }: BodyEdits) => {
  const entries = entriesOf(text);
  if (dropsRouting) entries.delete('routing');
  if (model !== null) {
    for (const name of entries.keys()) if (foldName(name) === 'model') entries.set(name, model);
    entries.set('model', model);
  }
  if (asksStreamUsage) {
    const options = entries.get('stream_options');
    const isObject = typeof options === 'object' && options !== null && !Array.isArray(options);
    entries.set('stream_options', isObject ? withUsage(options) : { include_usage: true });
  }
  return entries;
};

/** Keeps a member called `__proto__`, which spreading into a literal would keep and assigning would not. */
const withUsage = (options: object): object => ({ ...options, include_usage: true });

const sorted = (entries: Map<string, unknown>): unknown =>
  [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1));

const isTouched = (nameText: string): boolean => {
  const name = String(JSON.parse(nameText));
  return name === 'routing' || name === 'stream_options' || foldName(name) === 'model';
};

describe('spliceBody, for any object, spacing, escapes and duplicates', () => {
  it('means what editing the parsed object means', () => {
    fc.assert(
      fc.property(objectOf(memberText), edits, ({ text }, wanted) => {
        const body = Buffer.from(text);
        const spliced = spliceBody(body, scanMembers(body), wanted).toString();
        // Unlike expect's own, this comparison tells `__proto__` members and -0 apart.
        const compare = () =>
          deepStrictEqual(sorted(entriesOf(spliced)), sorted(edited(text, wanted)));
        expect(compare).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves every other member as it was written, in order', () => {
    fc.assert(
      fc.property(objectOf(memberText), edits, ({ text, members }, wanted) => {
        const body = Buffer.from(text);
        const spliced = spliceBody(body, scanMembers(body), wanted);
        let from = 0;
        for (const member of members.filter(({ nameText }) => !isTouched(nameText))) {
          const at = spliced.indexOf(member.text, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + Buffer.byteLength(member.text);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves the space around the object and between untouched members', () => {
    fc.assert(
      fc.property(objectOf(memberText), edits, ({ text, members }, wanted) => {
        const body = Buffer.from(text);
        const spliced = spliceBody(body, scanMembers(body), wanted).toString();
        expect(spliced.slice(spliced.lastIndexOf('}'))).toBe(text.slice(text.lastIndexOf('}')));
        const firstTouched = members.findIndex(({ nameText }) => isTouched(nameText));
        const untouched = scanMembers(body).slice(
          0,
          firstTouched === -1 ? undefined : firstTouched,
        );
        const end = untouched.at(-1)?.valueEnd ?? body.indexOf('{') + 1;
        expect(spliced.startsWith(body.toString('utf8', 0, end))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing when asked a second time', () => {
    fc.assert(
      fc.property(objectOf(memberText), edits, ({ text }, wanted) => {
        const body = Buffer.from(text);
        const once = spliceBody(body, scanMembers(body), wanted);
        expect(spliceBody(once, scanMembers(once), wanted)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});
