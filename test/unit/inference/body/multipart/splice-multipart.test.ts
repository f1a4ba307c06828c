import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMultipartCall } from '../../../../../src-proxy/inference/body/multipart/read-multipart-call.ts';
import { spliceMultipart } from '../../../../../src-proxy/inference/body/multipart/splice-multipart.ts';
import { appErrorCode } from '../app-error-code.ts';
import { field, formType, lines, parseForm } from './form-text.ts';
import type { MultipartEdits } from '../../../../../src-proxy/inference/body/multipart/splice-multipart.ts';

const none: MultipartEdits = { model: null, dropsRouting: false };

const splice = (body: Buffer, edits: Partial<MultipartEdits>): Buffer =>
  spliceMultipart(body, readMultipartCall(body, formType()), { ...none, ...edits });

const file = field('file', '\u0000\r\n--bx\r\n"model"');
const form = (...fields: readonly (readonly string[])[]): Buffer =>
  lines('preamble', ...fields.flat(), '--b--', 'epilogue');

const withLength = (length: string, value: string): Buffer =>
  lines(
    '--b',
    `Content-Length:  ${length} `,
    'Content-Disposition: form-data; name=model; x="é"',
    '',
    value,
    '--b--',
  );

describe('spliceMultipart', () => {
  it.each<[string, Buffer, Buffer]>([
    ['replaces', form(field('model', 'a'), file), form(field('model', 'new'), file)],
    ['replaces the last', form(file, field('model', 'a')), form(file, field('model', 'new'))],
    ['fills', form(field('model', '')), form(field('model', 'new'))],
    [
      'replaces each',
      form(field('model', 'a'), file, field('model', 'new'), field('model', 'c')),
      form(field('model', 'new'), file, field('model', 'new'), field('model', 'new')),
    ],
    ['adds', form(file), form(field('model', 'new'), file)],
  ])('%s the model', (_how, body, expected) => {
    expect(splice(body, { model: 'new' }).toString()).toBe(expected.toString());
  });

  it('corrects the length a part declares', () => {
    expect(splice(withLength('1', 'a'), { model: 'whisper' })).toEqual(withLength('7', 'whisper'));
  });

  it.each<[string, Buffer, Buffer]>([
    ['first', form(field('routing', '{}'), file), form(file)],
    ['last', form(file, field('routing', '{}')), form(file)],
    ['only', form(field('routing', '{}')), form()],
    ['twice', form(field('routing', '{}'), file, field('routing', 'null')), form(file)],
  ])('takes out routing that stands %s', (_where, body, expected) => {
    expect(splice(body, { dropsRouting: true }).toString()).toBe(expected.toString());
  });

  it('adds a model where routing was the only field', () => {
    const spliced = splice(form(field('routing', '{}')), { model: 'new', dropsRouting: true });
    expect(spliced.toString()).toBe(form(field('model', 'new')).toString());
  });

  it('gives the same Buffer back when nothing has to change', () => {
    const body = form(field('model', 'new'), file);
    expect(splice(body, { model: 'new', dropsRouting: true })).toBe(body);
    expect(splice(body, none)).toBe(body);
  });

  it('writes no model that could end its field', () => {
    const body = form(field('model', 'a'));
    expect(appErrorCode(() => splice(body, { model: 'x\r\n--b--' }))).toBe('body_invalid_member');
  });

  it('leaves every other field as another parser reads it', async () => {
    const text = fc.string({
      unit: fc.constantFrom('\r', '\n', '\r\n', '--', 'pla', 'in', '"', 'é'),
    });
    const entry = fc.oneof(
      fc.tuple(fc.constantFrom('file', 'prompt', 'MODEL'), text),
      fc.tuple(fc.constant('model'), fc.constantFrom('', 'a', 'new', 'pla-in', 'é')),
      fc.constant<[string, string]>(['routing', '{"order":["a"]}']),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 6 }), async (entries) => {
        const fields = entries.flatMap(([name, value]) => field(name, value, 'plain'));
        const body = lines(...fields, '--plain--', '');
        fc.pre(entries.every(([, value]) => !value.includes('plain')));
        const call = readMultipartCall(body, formType('plain'));
        const spliced = spliceMultipart(body, call, { model: 'new', dropsRouting: true });
        const kept = entries
          .filter(([name]) => name !== 'routing')
          .map(([name, value]) => [name, name === 'model' ? 'new' : value]);
        const hasModel = kept.some(([name]) => name === 'model');
        expect(await parseForm(spliced, formType('plain'))).toEqual(
          hasModel ? kept : [['model', 'new'], ...kept],
        );
      }),
      { numRuns: 500 },
    );
  });

  it('leaves every other field as it reads them itself, boundary-like text included', () => {
    const text = fc.string({ unit: fc.constantFrom('\r', '\n', '\r\n', '--', 'b', 'x', '"') });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
        const body = form(...texts.map((value) => field('file', value)), field('model', 'a'));
        fc.pre(appErrorCode(() => readMultipartCall(body, formType())) === null);
        const spliced = splice(body, { model: 'longer' });
        const { parts } = readMultipartCall(spliced, formType());
        const values = parts.map((part) =>
          spliced.toString('utf8', part.valueStart, part.valueEnd),
        );
        expect(values).toEqual([...texts, 'longer']);
      }),
      { numRuns: 500 },
    );
  });
});
