import { anything, assert, constantFrom, jsonValue, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModelPage } from '../../../src-proxy/connections/read-model-page.ts';

type Shape = Parameters<typeof readModelPage>[0];

const read = (shape: Shape, body: unknown) =>
  readModelPage(shape, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));

const idsOf = (shape: Shape, body: unknown) => read(shape, body)?.models.map((model) => model.id);

describe('a page of models', () => {
  it('is read in OpenAI’s shape', () => {
    const body = {
      object: 'list',
      data: [{ id: 'gpt-5', object: 'model', created: 1_700_000_000, owned_by: 'openai' }],
    };
    expect(read('openai', body)).toEqual({
      models: [{ id: 'gpt-5', displayName: null, ownedBy: 'openai', createdAt: 1_700_000_000_000 }],
      next: null,
    });
  });

  it('is read in Anthropic’s shape, with its cursor', () => {
    const body = {
      data: [
        {
          type: 'model',
          id: 'claude-x',
          display_name: 'Claude X',
          created_at: '2025-02-19T00:00:00Z',
        },
      ],
      has_more: true,
      last_id: 'claude-x',
    };
    expect(read('anthropic', body)).toEqual({
      models: [
        {
          id: 'claude-x',
          displayName: 'Claude X',
          ownedBy: null,
          createdAt: Date.UTC(2025, 1, 19),
        },
      ],
      next: 'after_id=claude-x',
    });
  });

  it('is read in Gemini’s shape, without the prefix of its ids', () => {
    const body = {
      models: [{ name: 'models/gemini-x', displayName: 'Gemini X' }],
      nextPageToken: 'a/b=&c',
    };
    expect(read('gemini', body)).toEqual({
      models: [{ id: 'gemini-x', displayName: 'Gemini X', ownedBy: null, createdAt: null }],
      next: 'pageToken=a%2Fb%3D%26c',
    });
  });

  it.each([
    [
      ['generateContent', 'countTokens'],
      ['generateContent', 'countTokens'],
    ],
    [['embedContent', 7, 'a b', 'x'.repeat(65)], ['embedContent']],
    [[], undefined],
    ['generateContent', undefined],
  ])('keeps what Gemini’s models can be asked to do: %j', (supportedGenerationMethods, methods) => {
    const page = read('gemini', { models: [{ name: 'models/x', supportedGenerationMethods }] });
    expect(page?.models[0]?.methods).toEqual(methods);
  });

  it('is read as a bare list', () => {
    expect(idsOf('array', [{ id: 'a' }, { id: 'b' }])).toEqual(['a', 'b']);
  });

  it('takes a display name from `name` where a gateway puts it there', () => {
    const page = read('openai', { data: [{ id: 'x/y', name: 'X: Y' }] });
    expect(page?.models[0]?.displayName).toBe('X: Y');
  });

  it.each([
    ['openai', { object: 'list', data: null }],
    ['openai', { object: 'list', data: [] }],
    ['gemini', {}],
    ['gemini', { models: [] }],
  ] as const)('in the shape %s may be empty: %j', (shape, body) => {
    expect(read(shape, body)).toEqual({ models: [], next: null });
  });

  it.each([
    ['openai', '<html>'],
    ['openai', ''],
    ['openai', { error: 'Unexpected endpoint' }],
    ['openai', [{ id: 'a' }]],
    ['openai', { data: 'gpt-5' }],
    ['anthropic', {}],
    ['array', { data: [] }],
    ['gemini', { error: { code: 400 } }],
    ['gemini', 'null'],
  ] as const)('in the shape %s is not %j', (shape, body) => {
    expect(read(shape, body)).toBeNull();
  });

  it('leaves out ids that cannot be one', () => {
    const ids = [1, null, '', ' a', 'a\nb', 'a\u202Eb', 'x'.repeat(257), { id: 'x' }, 'fine'];
    expect(idsOf('openai', { data: [...ids.map((id) => ({ id })), null, 'x', []] })).toEqual([
      'fine',
    ]);
  });

  it('drops a name or time it cannot use and keeps the model', () => {
    const entry = { id: 'a', display_name: 'a\u0000b', owned_by: 7, created: 1e300 };
    expect(read('openai', { data: [entry] })?.models).toEqual([
      { id: 'a', displayName: null, ownedBy: null, createdAt: null },
    ]);
  });

  it('is not asked for again without a cursor', () => {
    expect(read('anthropic', { data: [], has_more: true, last_id: null })?.next).toBeNull();
    expect(read('openai', { data: [], has_more: true, last_id: 'x' })?.next).toBeNull();
  });

  it('never throws, whatever a provider sends', () => {
    const shapes = constantFrom<Shape>('openai', 'anthropic', 'gemini', 'array');
    const bodies = oneof(
      string({ unit: 'binary' }),
      jsonValue().map((value) => JSON.stringify(value)),
      anything().map((data) => JSON.stringify({ data: [data], models: [data] }, safely)),
    );
    assert(
      property(shapes, bodies, (shape, body) => {
        const page = readModelPage(shape, Buffer.from(body));
        expect(page?.models.every((model) => model.id.length <= 256) ?? true).toBe(true);
      }),
    );
  });
});

const safely = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;
