import * as fc from 'fast-check';

/** JSON as people and programs really write it: any spacing, escapes, duplicates and odd numbers. */

const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 2 });

const escapedUnit = fc.oneof(
  fc.constantFrom('\\"', '\\\\', '\\/', '\\b', '\\f', '\\n', '\\r', '\\t', '\\ud800', '\\uDc00'),
  fc.nat({ max: 0xffff }).map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`),
);

const plainUnit = fc.oneof(
  fc.constantFrom('{', '}', '[', ']', ',', ':', "'", '/', '\u007f', 'é', '語', '😀'),
  fc
    .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 })
    .map((text) => JSON.stringify(text).slice(1, -1)),
);

export const stringText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 3, arbitrary: plainUnit }, { weight: 1, arbitrary: escapedUnit }), {
    maxLength: 6,
  })
  .map((units) => `"${units.join('')}"`);

const numberText = fc.oneof(
  fc.constantFrom('0', '-0', '1e400', '-1E+400', '9007199254740993', '1.50', '0e-7'),
  fc.bigInt().map(String),
  fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => JSON.stringify(value)),
);

const leafText = fc.oneof(stringText, numberText, fc.constantFrom('true', 'false', 'null'));

const spaced = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(space, text, space).map((parts) => parts.join(''));

const list = (item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    space,
    fc.array(spaced(item), { minLength: 1, maxLength: 4 }).map((items) => items.join(',')),
  );

const texts = fc.letrec<{ value: string; member: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leafText,
    list(tie('value')).map((inner) => `[${inner}]`),
    list(tie('member')).map((inner) => `{${inner}}`),
    fc.jsonValue().map((value) => JSON.stringify(value)),
  ),
  member: fc
    .tuple(stringText, space, space, tie('value'))
    .map(([name, before, after, value]) => `${name}${before}:${after}${value}`),
}));

/** One member as written, without the space around it. */
export interface MemberText {
  readonly nameText: string;
  readonly text: string;
}

const member = (
  name: fc.Arbitrary<string>,
  value: fc.Arbitrary<string>,
): fc.Arbitrary<MemberText> =>
  fc.tuple(name, space, space, value).map(([nameText, before, after, text]) => ({
    nameText,
    text: `${nameText}${before}:${after}${text}`,
  }));

const object = (members: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  list(members).map((inner) => `{${inner}}`);

const streamOptionsText = fc.oneof(
  fc.constantFrom('null', '{}', '{ }'),
  object(
    fc
      .oneof(
        member(fc.constantFrom('"include_usage"'), fc.constantFrom('true', 'false', 'null')),
        member(stringText, texts.value),
      )
      .map(({ text }) => text),
  ),
);

/** Names the proxy edits, names that trip careless objects, and any others. */
export const memberText: fc.Arbitrary<MemberText> = fc.oneof(
  member(
    fc.constantFrom('"model"', '"model"', '"mod\\u0065l"', '"MODEL"', '"\\u004dodel"'),
    fc.oneof(stringText, fc.constantFrom('"gpt-4o"', '"gpt\\u002d4o"', 'null', '3', '{}')),
  ),
  member(fc.constantFrom('"routing"', '"routin\\u0067"'), texts.value),
  member(fc.constantFrom('"stream_options"', '"stream\\u005foptions"'), streamOptionsText),
  member(
    fc.constantFrom('"__proto__"', '"constructor"', '"toString"', '"hasOwnProperty"', '""'),
    texts.value,
  ),
  member(stringText, texts.value),
);

export interface ObjectText {
  readonly members: readonly MemberText[];
  readonly text: string;
}

export const objectOf = (one: fc.Arbitrary<MemberText>): fc.Arbitrary<ObjectText> =>
  fc
    .tuple(fc.array(fc.tuple(space, one, space), { maxLength: 8 }), space, space, space)
    .map(([entries, before, inside, after]) => {
      const written = entries.map(([left, { text }, right]) => `${left}${text}${right}`);
      const inner = written.length === 0 ? inside : written.join(',');
      return {
        members: entries.map(([, entry]) => entry),
        text: `${before}{${inner}}${after}`,
      };
    });

/** A flat object: no member holds an array or object. */
export const flatObjectText: fc.Arbitrary<ObjectText> = objectOf(member(stringText, leafText));
