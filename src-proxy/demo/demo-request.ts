import { Readable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import type { Dispatcher } from 'undici';

/** A request to the demo provider, as far as it looks at one. */
export interface DemoRequest {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Whose shapes the caller expects; paths of the model list are shared. */
  readonly family: 'openai' | 'anthropic' | 'gemini';
  /** Null when there is none or it is not a JSON object. */
  readonly body: Readonly<Record<string, unknown>> | null;
}

export async function readDemoRequest(options: Dispatcher.DispatchOptions): Promise<DemoRequest> {
  const { pathname, searchParams } = new URL(options.path, 'http://demo.latchport.internal');
  return {
    method: options.method,
    path: pathname,
    query: searchParams,
    family: familyOf(pathname, headerNames(options.headers)),
    body: parseObject(await readBody(options.body)),
  };
}

function familyOf(path: string, headers: ReadonlySet<string>): DemoRequest['family'] {
  if (path.startsWith('/v1/messages') || headers.has('anthropic-version')) return 'anthropic';
  const isGemini = /^\/v1beta\/|:\w+$/.test(path) || headers.has('x-goog-api-key');
  return isGemini ? 'gemini' : 'openai';
}

const names = (items: Iterable<unknown>): ReadonlySet<string> =>
  new Set(Array.from(items, (item) => String(item).toLowerCase()));

/** undici takes headers as a flat list, as pairs or as a record. */
function headerNames(headers: Dispatcher.DispatchOptions['headers']): ReadonlySet<string> {
  if (headers === null || headers === undefined) return new Set();
  if (Array.isArray(headers)) return names(headers.filter((_, index) => index % 2 === 0));
  if (Symbol.iterator in headers && typeof headers[Symbol.iterator] === 'function') {
    return names(Array.from(headers as Iterable<readonly [string, unknown]>, ([name]) => name));
  }
  return names(Object.keys(headers));
}

async function readBody(body: Dispatcher.DispatchOptions['body']): Promise<string> {
  if (body === null || body === undefined) return '';
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
  return body instanceof Readable ? readText(body) : '';
}

function parseObject(text: string): DemoRequest['body'] {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
