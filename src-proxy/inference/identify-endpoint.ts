import { AppError } from '../errors.ts';
import type { DialectName } from '../dialects/dialect-name.ts';
import type { Endpoint, OperationName } from './endpoint.ts';

type Shape = Pick<Endpoint, 'dialect' | 'operation' | 'model'> & {
  readonly methods: readonly string[];
};

const chat: DialectName = 'openai-chat';
const responses: DialectName = 'openai-responses';
const POST = ['POST'];

const shape = (
  dialect: DialectName,
  operation: OperationName,
  model: Endpoint['model'],
  methods: readonly string[],
): Shape => ({ dialect, operation, model, methods });

/** OpenAI's surface below `/v1`. */
const openaiShapes: Readonly<Record<string, Shape>> = {
  '/chat/completions': shape(chat, 'chat', 'required', ['POST', 'GET']),
  '/completions': shape(chat, 'completions', 'required', POST),
  '/responses': shape(responses, 'responses', 'required', POST),
  '/embeddings': shape(chat, 'embeddings', 'required', POST),
  '/images/generations': shape(chat, 'images', 'optional', POST),
  '/images/edits': shape(chat, 'images', 'optional', POST),
  '/images/variations': shape(chat, 'images', 'optional', POST),
  '/audio/speech': shape(chat, 'audio', 'required', POST),
  '/audio/transcriptions': shape(chat, 'audio', 'required', POST),
  '/audio/translations': shape(chat, 'audio', 'required', POST),
  '/moderations': shape(chat, 'moderations', 'optional', POST),
  '/realtime': shape(chat, 'realtime', 'required', ['GET']),
  '/models': shape(chat, 'list_models', 'none', ['GET']),
  '/me': shape(chat, 'me', 'none', ['GET']),
};

/** Anthropic's surface below `/v1`. */
const anthropicShapes: Readonly<Record<string, Shape>> = {
  '/messages': shape('anthropic-messages', 'messages', 'required', POST),
  '/messages/count_tokens': shape('anthropic-messages', 'count_tokens', 'required', POST),
  '/models': shape('anthropic-messages', 'list_models', 'none', ['GET']),
  '/me': shape('anthropic-messages', 'me', 'none', ['GET']),
};

const geminiOperations: Readonly<Record<string, OperationName>> = {
  generateContent: 'generate_content',
  streamGenerateContent: 'generate_content',
  countTokens: 'count_tokens',
  embedContent: 'embed_content',
  batchEmbedContents: 'embed_content',
};

/**
 * Tells what a request is, by method and path only (clients add queries such as `?beta=true`).
 * `hasAnthropicHeader` settles the routes OpenAI and Anthropic share.
 * @throws endpoint_unknown, method_not_allowed
 */
export function identifyEndpoint(
  method: string,
  url: string,
  hasAnthropicHeader: boolean,
): Endpoint {
  const queryAt = url.indexOf('?');
  const path = queryAt < 0 ? url : url.slice(0, queryAt);
  const query = queryAt < 0 ? '' : withoutKey(url.slice(queryAt));
  const route = routeOf(path, hasAnthropicHeader);
  if (route === null) throw new AppError('endpoint_unknown', { method, path: shorten(path) });
  const found = route.surface === 'gemini' ? geminiShape(route.rest) : jsonShape(route);
  if (found === null) throw new AppError('endpoint_unknown', { method, path: shorten(path) });
  if (found.methods.length > 0 && !found.methods.includes(method)) {
    throw new AppError('method_not_allowed', {
      method,
      path: shorten(path),
      allowed: found.methods,
    });
  }
  return {
    dialect: found.dialect,
    operation: found.operation,
    model: method === 'GET' ? 'none' : found.model,
    modelIn: route.surface === 'gemini' ? 'path' : 'body',
    hasBody: method !== 'GET' && method !== 'HEAD',
    upstreamPath: route.rest,
    query,
  };
}

/** The dialect to answer in when the request cannot even be identified. */
export function dialectOfPath(path: string, hasAnthropicHeader: boolean): DialectName {
  if (hasAnthropicHeader || /^(\/anthropic)?(\/v1)?\/messages/.test(path))
    return 'anthropic-messages';
  return /^(\/google)?\/v1beta\//.test(path) ? 'gemini' : 'openai-chat';
}

interface Route {
  readonly surface: 'openai' | 'anthropic' | 'gemini';
  /** The path below the surface's version segment. */
  readonly rest: string;
  /** Whether the version segment was there; without it only known operations are taken. */
  readonly isVersioned: boolean;
}

function routeOf(path: string, hasAnthropicHeader: boolean): Route | null {
  const gemini = /^(?:\/google)?\/v1(?:beta|alpha)(\/.*)$/.exec(path)?.[1];
  if (gemini !== undefined) return { surface: 'gemini', rest: gemini, isVersioned: true };
  const match = /^(\/openai|\/anthropic)?(\/v1)?(\/.+)$/.exec(path);
  if (match === null) return null;
  const [, prefix, version, rest = ''] = match;
  const isVersioned = version !== undefined;
  if (isVersioned && geminiShape(rest) !== null && rest.includes(':')) {
    return { surface: 'gemini', rest, isVersioned };
  }
  const isAnthropic =
    prefix === '/anthropic' ||
    (prefix === undefined && (hasAnthropicHeader || /^\/messages(\/|$)/.test(rest)));
  return { surface: isAnthropic ? 'anthropic' : 'openai', rest, isVersioned };
}

function jsonShape({ surface, rest, isVersioned }: Route): Shape | null {
  const shapes = surface === 'anthropic' ? anthropicShapes : openaiShapes;
  const known = Object.hasOwn(shapes, rest) ? shapes[rest] : undefined;
  if (known !== undefined) return known;
  const dialect = surface === 'anthropic' ? 'anthropic-messages' : chat;
  if (rest.startsWith('/models/')) return shape(dialect, 'show_model', 'none', ['GET', 'DELETE']);
  if (surface === 'openai') {
    if (rest.startsWith('/responses/')) return shape(responses, 'response', 'optional', []);
    const folder = /^\/(files|batches)(\/|$)/.exec(rest)?.[1];
    if (folder === 'files' || folder === 'batches') return shape(chat, folder, 'none', []);
  }
  return isVersioned ? shape(dialect, 'other', 'optional', []) : null;
}

function geminiShape(rest: string): Shape | null {
  if (rest === '/models') return shape('gemini', 'list_models', 'none', ['GET']);
  if (!/^\/(models|tunedModels)\//.test(rest)) return shape('gemini', 'other', 'optional', []);
  const operation = rest.slice(rest.lastIndexOf(':') + 1);
  if (Object.hasOwn(geminiOperations, operation)) {
    return shape('gemini', geminiOperations[operation] ?? 'other', 'required', POST);
  }
  return rest.includes(':')
    ? shape('gemini', 'other', 'required', [])
    : shape('gemini', 'show_model', 'none', ['GET']);
}

/** Gemini clients may send the key as `?key=`: it is read by the authenticate step and goes no further. */
function withoutKey(query: string): string {
  if (!/[?&]key=/i.test(query)) return query;
  const rest = query
    .slice(1)
    .split('&')
    .filter((pair) => !/^key=/i.test(pair))
    .join('&');
  return rest === '' ? '' : `?${rest}`;
}

const shorten = (path: string): string => (path.length > 100 ? `${path.slice(0, 100)}...` : path);
