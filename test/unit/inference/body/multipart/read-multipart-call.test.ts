import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMultipartCall } from '../../../../../src-proxy/inference/body/multipart/read-multipart-call.ts';
import { appErrorCode } from '../app-error-code.ts';
import { field, formType, lines } from './form-text.ts';
import type { BodyCall } from '../../../../../src-proxy/inference/body/body-call.ts';

const read = (body: Buffer, boundary = 'b'): BodyCall => {
  const { parts: _, boundary: __, ...call } = readMultipartCall(body, formType(boundary));
  return call;
};

const nothing: BodyCall = {
  model: null,
  stream: false,
  routing: null,
  outputCap: null,
  answerCount: 1,
  hasStreamOptionsUsage: false,
};

const part = (...header: readonly string[]): Buffer =>
  lines('--b', ...header, '', 'x', '--b--', '');

describe('readMultipartCall', () => {
  it.each<[string, readonly string[], Partial<BodyCall>]>([
    ['nothing but a file', field('file', 'x'), {}],
    ['a model', field('model', 'whisper-1'), { model: 'whisper-1' }],
    ['an empty model', field('model', ''), {}],
    ['the last of two models', [...field('model', 'a'), ...field('model', 'b')], { model: 'b' }],
    ['stream', field('stream', 'True'), { stream: true }],
    ['no stream', field('stream', '0'), {}],
    ['routing', field('routing', ' {"only_byok":true} '), { routing: { only_byok: true } }],
    ['how many images', field('n', '3'), { answerCount: 3 }],
  ])('reads %s', (_what, fields, expected) => {
    expect(read(lines(...fields, '--b--', ''))).toEqual({ ...nothing, ...expected });
  });

  it.each([
    ['content-disposition: FORM-DATA; filename-hint=x; name=model'],
    ['Content-Disposition:form-data;name="model"'],
    ['CONTENT-DISPOSITION: form-data; x="\\"; y"; name="model";'],
    ['Content-Type: text/plain; charset=utf-8', 'Content-Disposition: form-data; name="model"'],
    ['Content-Disposition: form-data; name="model"', 'Content-Transfer-Encoding: 8bit'],
  ])('finds the name in %s', (...header) => {
    expect(read(part(...header)).model).toBe('x');
  });

  it('skips preamble and epilogue, and padding behind a boundary', () => {
    const body = lines(
      'preamble --b',
      '--b \t',
      'Content-Disposition: form-data; name=model',
      '',
      'x',
      '--b-- ',
      'epilogue',
    );
    expect(read(body).model).toBe('x');
  });

  it('reads a form that ends with its end mark', () => {
    expect(read(lines(...field('model', 'x'), '--b--')).model).toBe('x');
  });

  it.each(['--b', 'a --b', '-- b', '--', '--B--', '--bc', '--b0--', '\n--c\n', '\r\n--bb\r\n'])(
    'is not fooled by %j inside a file',
    (text) => {
      const inside = `${text}\r\nContent-Disposition: form-data; name="model"\r\n\r\nno`;
      const fields = [...field('model', 'yes'), ...field('file', `x${inside}`)];
      expect(read(lines(...fields, '--b--', '')).model).toBe('yes');
    },
  );

  it.each<[string, Buffer]>([
    ['an empty body', Buffer.alloc(0)],
    ['no boundary', lines('hello', '')],
    ['no end', lines(...field('model', 'x'), '')],
    [
      'a bare line feed before a boundary',
      lines(...field('file', `x\n${field('model', 'no').join('\r\n')}`), '--b--', ''),
    ],
    ['a boundary ended by a bare line feed', lines(...field('file', 'x\r\n--b\ny'), '--b--', '')],
    ['text behind a boundary', lines(...field('file', 'x\r\n--b y'), '--b--', '')],
    ['one hyphen behind a boundary', lines(...field('file', 'x\r\n--b-'), '--b--', '')],
    ['text behind the end mark', lines(...field('file', 'x'), '--b--y', '')],
    ['a boundary behind the end', lines(...field('file', 'x'), '--b--', ...field('model', 'x'))],
    ['a part without headers', lines('--b', '', 'x', '--b--', '')],
    [
      'a part without a blank line',
      lines('--b', 'Content-Disposition: form-data; name="a"', '--b--'),
    ],
    [
      'a blank line shared with the boundary',
      lines('--b', 'Content-Disposition: form-data; name="a"', '', '--b--'),
    ],
    ['two boundaries in a row', lines('--b', '--b', '', '--b--')],
    ['no disposition', part('Content-Type: text/plain')],
    [
      'two dispositions',
      part('Content-Disposition: form-data; name=a', 'content-disposition: form-data; name=model'),
    ],
    ['another disposition', part('Content-Disposition: attachment; name="model"')],
    ['no name', part('Content-Disposition: form-data; filename="model"')],
    ['two names', part('Content-Disposition: form-data; name="a"; name="model"')],
    ['an encoded name', part("Content-Disposition: form-data; name*=utf-8''model")],
    [
      'an encoded second name',
      part('Content-Disposition: form-data; name="a"; name*=utf-8\'\'model'),
    ],
    ['a backslash in the name', part('Content-Disposition: form-data; name="mod\\el"')],
    [
      'a name that hides in a file name',
      part('Content-Disposition: form-data; name="a"; filename="x\\"; name=\\"model"'),
    ],
    ['an open quote', part('Content-Disposition: form-data; name="model')],
    ['text behind a quote', part('Content-Disposition: form-data; name="model"x')],
    ['a folded line', part('Content-Disposition: form-data;', ' name="model"')],
    ['space before the colon', part('Content-Disposition : form-data; name="model"')],
    ['a control character', part('Content-Disposition: form-data; name="model"\u0000')],
    ['a bare line feed in a header', part('Content-Disposition: form-data; name="a"\nX: y')],
    [
      'endless headers',
      part('Content-Disposition: form-data; name="a"', `X: ${'x'.repeat(16_384)}`),
    ],
    [
      'a thousand parts and more',
      lines(...Array.from({ length: 1000 }, () => field('a', '')).flat(), '--b--'),
    ],
  ])('refuses %s', (_what, body) => {
    expect(appErrorCode(() => read(body))).toBe('body_invalid_multipart');
  });

  it.each<[string, string, Buffer]>([
    ['model', 'a file', part('Content-Disposition: form-data; name="model"; filename="x"')],
    [
      'model',
      'a file by RFC 5987',
      part("Content-Disposition: form-data; name=model; filename*=utf-8''x"),
    ],
    [
      'model',
      'encoded',
      part('Content-Disposition: form-data; name="model"', 'Content-Transfer-Encoding: base64'),
    ],
    ['model', 'of two lines', lines(...field('model', 'a\r\nb'), '--b--')],
    ['model', 'endless', lines(...field('model', 'x'.repeat(3000)), '--b--')],
    ['stream', 'no boolean', lines(...field('stream', 'maybe'), '--b--')],
    ['n', 'no number', lines(...field('n', 'many'), '--b--')],
    ['routing', 'no JSON', lines(...field('routing', '{'), '--b--')],
    ['routing', 'no object', lines(...field('routing', '[]'), '--b--')],
    ['routing', 'spread over fields', lines(...field('routing[only_byok]', 'true'), '--b--')],
    ['routing', 'a file', part('Content-Disposition: form-data; name="routing"; filename="x"')],
  ])('refuses a %s that is %s', (name, _what, body) => {
    expect(appErrorCode(() => read(body))).toBe('body_invalid_member');
    expect(() => read(body)).toThrow(`"${name}" must be`);
  });

  it('reads what the platform writes', async () => {
    const form = new FormData();
    form.append('file', new File([new Uint8Array(70_000)], 'a "quoted" name.mp3'));
    form.append('model', 'gpt-4o-transcribe');
    form.append('stream', 'true');
    const request = new Request('http://127.0.0.1/', { method: 'POST', body: form });
    const body = Buffer.from(await request.arrayBuffer());
    const call = readMultipartCall(body, request.headers.get('content-type') ?? '');
    expect(call).toMatchObject({ model: 'gpt-4o-transcribe', stream: true });
    expect(call.parts.map(({ name }) => name)).toEqual(['file', 'model', 'stream']);
  });

  it('gives a result or a named error for any bytes and any nearly valid form', () => {
    const pieces = fc.constantFrom(
      '--b',
      '--',
      '\r\n',
      '\r',
      '\n',
      ' ',
      'x',
      ':',
      '"',
      ...field('model', 'x'),
    );
    const nearly = fc.array(pieces, { maxLength: 30 }).map((texts) => Buffer.from(texts.join('')));
    const anything = fc.uint8Array().map((bytes) => Buffer.from(bytes));
    const changed = fc.tuple(fc.nat(), fc.nat({ max: 255 })).map(([at, byte]) => {
      const body = lines(...field('model', 'x'), ...field('stream', '1'), '--b--', '');
      body[at % body.length] = byte;
      return body;
    });
    fc.assert(
      fc.property(fc.oneof(nearly, anything, changed), (body) => {
        expect([null, 'body_invalid_multipart', 'body_invalid_member']).toContain(
          appErrorCode(() => read(body)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['boundary lines', '\r\n--bx'],
    ['hyphens', '-'],
    ['line feeds', '\n'],
    ['padding', '\r\n--b '],
  ])('survives ten megabytes of %s', (_what, piece) => {
    const many = piece.repeat(Math.ceil(10_000_000 / piece.length));
    const body = lines(...field('file', many), '--c--', '');
    expect(appErrorCode(() => read(body))).toBe('body_invalid_multipart');
  });
});
