import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModelInPath } from '../../../../src-proxy/inference/body/model-in-path.ts';
import { appErrorCode } from './app-error-code.ts';

describe('readModelInPath', () => {
  it.each([
    ['/v1beta/models/gemini-2.5-flash:generateContent', 'gemini-2.5-flash', 'generateContent'],
    ['/google/v1beta/models/g:streamGenerateContent', 'g', 'streamGenerateContent'],
    ['/models/g:countTokens', 'g', 'countTokens'],
    ['/v1beta/tunedModels/mine:generateContent', 'tunedModels/mine', 'generateContent'],
    [
      '/v1beta/models/google_ai_studio/g-2:generateContent',
      'google_ai_studio/g-2',
      'generateContent',
    ],
    [
      '/v1beta/models/google_ai_studio%2Fg-2:generateContent',
      'google_ai_studio/g-2',
      'generateContent',
    ],
    ['/v1beta/models/self_hosted:llama3:generateContent', 'self_hosted:llama3', 'generateContent'],
    [
      '/v1beta/models/self_hosted%3Allama3:8b:generateContent',
      'self_hosted:llama3:8b',
      'generateContent',
    ],
    [
      '/v1beta/models/google/tunedModels/mine:generateContent',
      'google/tunedModels/mine',
      'generateContent',
    ],
    ['/v1beta/models/caf%C3%A9:generateContent', 'café', 'generateContent'],
  ])('reads %s', (path, model, operation) => {
    expect(readModelInPath(path)).toMatchObject({ model, operation });
  });

  it.each([
    '/v1beta/models',
    '/v1beta/models/',
    '/v1beta/models/g',
    '/v1beta/models/:generateContent',
    '/v1beta/models/g:',
    '/v1beta/models/g:generate/Content',
    '/v1beta/files/g:generateContent',
    '/v1beta/models/../secrets/x:generateContent',
    '/v1beta/models/%2e%2e%2fsecrets:generateContent',
    '/v1beta/models/.:generateContent',
    '/v1beta/models/a//b:generateContent',
    '/v1beta/models/..\\secrets:generateContent',
    '/v1beta/models/a?b:generateContent',
    '/v1beta/models/a#b:generateContent',
    '/v1beta/models/a b:generateContent',
    '/v1beta/models/%zz:generateContent',
    '/v1beta/models/%ff:generateContent',
    ':generateContent/models/',
    '',
  ])('finds no model in %s', (path) => {
    expect(readModelInPath(path)).toBeNull();
  });

  it.each([
    ['/v1beta/models/a:generateContent', 'b', '/v1beta/models/b:generateContent'],
    ['/google/v1beta/models/x/a:countTokens', 'b', '/google/v1beta/models/b:countTokens'],
    ['/models/a:embedContent', 'tunedModels/b', '/tunedModels/b:embedContent'],
    ['/tunedModels/a:embedContent', 'b', '/models/b:embedContent'],
    ['/models/a:embedContent', 'models/b', '/models/b:embedContent'],
    ['/models/a:embedContent', 'llama3:8b', '/models/llama3%3A8b:embedContent'],
    ['/models/a:embedContent', 'x/y?#% é', '/models/x/y%3F%23%25%20%C3%A9:embedContent'],
  ])('puts another model into %s', (path, model, expected) => {
    expect(readModelInPath(path)?.replaceModel(model)).toBe(expected);
  });

  it.each(['', '..', 'a/../b', 'a//b', '/a', '\ud800', 'a\nb', 'x'.repeat(513)])(
    'puts no %j into a path',
    (model) => {
      const found = readModelInPath('/v1beta/models/a:generateContent');
      expect(appErrorCode(() => found?.replaceModel(model))).toBe('body_invalid_member');
    },
  );

  it('refuses an endless model', () => {
    const path = `/v1beta/models/${'x'.repeat(513)}:generateContent`;
    expect(appErrorCode(() => readModelInPath(path))).toBe('body_invalid_member');
  });

  it('reads back any model it wrote, and stays in its collection as URL parsers see it', () => {
    const found = readModelInPath('/v1beta/models/a:generateContent');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (model) => {
        let path = '';
        const code = appErrorCode(() => {
          path = found?.replaceModel(model) ?? '';
        });
        fc.pre(code === null);
        const plain = model.replace(/^models\//, '');
        expect(readModelInPath(path)?.model).toBe(plain);
        expect(new URL(path, 'http://127.0.0.1').pathname).toBe(path);
      }),
    );
  });

  it('answers any path without failing otherwise', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('/', 'models', 'tunedModels', ':', '%', '2f', '.', 'a', '\\'), {
          maxLength: 20,
        }),
        (pieces) => {
          expect(appErrorCode(() => readModelInPath(pieces.join('')))).toBeNull();
        },
      ),
    );
  });
});
