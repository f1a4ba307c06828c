import type { OperationName } from './endpoint.ts';
import { shape, type Shape } from './shape.ts';

/** Methods of a model (https://ai.google.dev/api), by the word after the last colon of the path. */
const operations: Readonly<Record<string, OperationName>> = {
  generateContent: 'generate_content',
  streamGenerateContent: 'generate_content',
  countTokens: 'count_tokens',
  embedContent: 'embed_content',
  batchEmbedContents: 'embed_content',
};

/** Whether a path below a version calls a method of a model, which no other vendor's path looks like. */
export function isModelMethod(rest: string): boolean {
  return /^\/(models|tunedModels)\/.+:[A-Za-z]+$/.test(rest);
}

export function geminiShape(rest: string): Shape {
  if (rest === '/models') return shape('gemini', 'list_models', 'none', ['GET']);
  if (isModelMethod(rest)) {
    const method = rest.slice(rest.lastIndexOf(':') + 1);
    const operation = Object.hasOwn(operations, method) ? operations[method] : undefined;
    return shape(
      'gemini',
      operation ?? 'other',
      'required',
      operation === undefined ? [] : ['POST'],
    );
  }
  return /^\/(models|tunedModels)\//.test(rest)
    ? shape('gemini', 'show_model', 'none', ['GET'])
    : shape('gemini', 'other', 'optional', []);
}
