import { shape, type Shape } from './shape.ts';

const CHAT = 'openai-chat';
const RESPONSES = 'openai-responses';
const POST = ['POST'];

/** OpenAI's surface below `/v1` (https://platform.openai.com/docs/api-reference). */
const shapes: Readonly<Record<string, Shape>> = {
  '/chat/completions': shape(CHAT, 'chat', 'required', ['POST', 'GET']),
  '/completions': shape(CHAT, 'completions', 'required', POST),
  '/responses': shape(RESPONSES, 'responses', 'required', POST),
  '/embeddings': shape(CHAT, 'embeddings', 'required', POST),
  '/images/generations': shape(CHAT, 'images', 'optional', POST),
  '/images/edits': shape(CHAT, 'images', 'optional', POST),
  '/images/variations': shape(CHAT, 'images', 'optional', POST),
  '/audio/speech': shape(CHAT, 'audio', 'required', POST),
  '/audio/transcriptions': shape(CHAT, 'audio', 'required', POST),
  '/audio/translations': shape(CHAT, 'audio', 'required', POST),
  '/moderations': shape(CHAT, 'moderations', 'optional', POST),
  '/realtime': shape(CHAT, 'realtime', 'required', ['GET']),
  '/models': shape(CHAT, 'list_models', 'none', ['GET']),
  '/me': shape(CHAT, 'me', 'none', ['GET']),
};

/** What has an id in its path. */
const families: readonly (readonly [path: RegExp, shape: Shape])[] = [
  [/^\/models\//, shape(CHAT, 'show_model', 'none', ['GET', 'DELETE'])],
  [/^\/responses\//, shape(RESPONSES, 'response', 'optional', [])],
  [/^\/files(\/|$)/, shape(CHAT, 'files', 'none', [])],
  [/^\/batches(\/|$)/, shape(CHAT, 'batches', 'none', [])],
];

/** Null for what is not known; below `/v1` that passes through as it is. */
export function openaiShape(rest: string): Shape | null {
  if (Object.hasOwn(shapes, rest)) return shapes[rest] ?? null;
  return families.find(([path]) => path.test(rest))?.[1] ?? null;
}
