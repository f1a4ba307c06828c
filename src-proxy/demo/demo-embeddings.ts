import { createHash } from 'node:crypto';
import { json, type DemoAnswer } from './demo-answer.ts';
import { findDemoModel } from './demo-models.ts';
import { badRequest, openAiRefusal, unknownModel } from './demo-refusal.ts';
import type { DemoRequest } from './demo-request.ts';
import { countTokens } from './demo-text.ts';

const defaultDimensions = 16;
const maxDimensions = 256;

/** POST /v1/embeddings: for each text a unit vector made from its hash, the same at every call. */
export function answerEmbeddings({ body }: DemoRequest): DemoAnswer {
  if (body === null) return openAiRefusal(badRequest('The body must be a JSON object.'));
  const { model, input, dimensions = defaultDimensions, encoding_format: encoding } = body;
  if (findDemoModel(model) === undefined) return openAiRefusal(unknownModel(model));
  const texts = readTexts(input);
  if (texts === null) return openAiRefusal(badRequest('"input" must be a string or a list.'));
  if (!isDimension(dimensions)) {
    return openAiRefusal(badRequest(`"dimensions" must be from 1 to ${maxDimensions}.`));
  }
  const data = texts.map((text, index) => {
    const vector = vectorOf(text, dimensions);
    return {
      object: 'embedding',
      index,
      embedding: encoding === 'base64' ? toBase64(vector) : [...vector],
    };
  });
  const tokens = texts.reduce((sum, text) => sum + countTokens(text), 0);
  return json({
    object: 'list',
    data,
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
}

/** A text, a list of texts, a list of token numbers, or a list of such lists. */
function readTexts(input: unknown): readonly string[] | null {
  if (typeof input === 'string') return [input];
  if (!Array.isArray(input) || input.length === 0) return null;
  if (typeof input[0] === 'number') return [JSON.stringify(input)];
  return input.map((item: unknown) => (typeof item === 'string' ? item : JSON.stringify(item)));
}

const isDimension = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maxDimensions;

function vectorOf(text: string, dimensions: number): Float32Array {
  const bytes = createHash('shake256', { outputLength: dimensions * 2 })
    .update(text)
    .digest();
  const raw = Array.from({ length: dimensions }, (_, index) => bytes.readInt16LE(index * 2) || 1);
  const length = Math.hypot(...raw);
  return Float32Array.from(raw, (value) => value / length);
}

/** Little-endian, whatever this machine is: the form OpenAI's SDKs ask for by default. */
function toBase64(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes.toString('base64');
}
