import { shape, type Shape } from './shape.ts';

const CHAT = 'openai-chat';
const RESPONSES = 'openai-responses';
const POST = ['POST'];

/** OpenAI's surface below `/v1` (https://platform.openai.com/docs/api-reference). */
const shapes: Readonly<Record<string, Shape>> = {
  '/chat/completions': shape(CHAT, 'chat', 'required', ['POST', 'GET']),
  '/completions': shape(CHAT, 'completions', 'required', POST),
  '/responses': shape(RESPONSES, 'responses', 'required', POST),
  '/responses/compact': shape(RESPONSES, 'responses', 'required', POST),
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

const stored = shape(RESPONSES, 'response', 'optional', []);
const files = shape(CHAT, 'files', 'none', []);

/**
 * What has an id in its path. Calls of a stored response and of files are free, so each is one that cannot run a
 * model, whatever a server takes a path of odd form for: by `POST`, only those listed.
 */
const families: readonly (readonly [request: RegExp, shape: Shape])[] = [
  [/^\w+ \/models\//, shape(CHAT, 'show_model', 'none', ['GET', 'DELETE'])],
  [/^(GET|DELETE) \/responses\/[^/]/, stored],
  [/^POST \/responses\/(input_tokens|[\w-]+\/cancel)$/, stored],
  [/^\w+ \/responses\//, shape(RESPONSES, 'responses', 'optional', [])],
  [/^GET \/chat\/deferred-completion\/[^/]+$/, shape(CHAT, 'response', 'none', [])],
  [/^(GET|HEAD|DELETE) \/files(\/|$)/, files],
  [/^POST \/files(\/upload)?$/, files],
  [/^\w+ \/batches(\/|$)/, shape(CHAT, 'batches', 'none', [])],
];

/** Null for what is not known; below `/v1` that passes through as it is. */
export function openaiShape(rest: string, method: string): Shape | null {
  if (Object.hasOwn(shapes, rest)) return shapes[rest] ?? null;
  const request = `${method} ${rest}`;
  return families.find(([known]) => known.test(request))?.[1] ?? null;
}
