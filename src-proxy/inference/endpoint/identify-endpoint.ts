import { AppError } from '../../errors.ts';
import { quotesKey } from '../../virtual-keys/mint-key.ts';
import { anthropicShape } from './anthropic-shape.ts';
import type { ClientVendor } from './client-vendor.ts';
import { decodePath } from './decode-path.ts';
import type { Endpoint } from './endpoint.ts';
import { forwardedQuery } from './forwarded-query.ts';
import { geminiShape } from './gemini-shape.ts';
import { mintsCredential } from './mints-credential.ts';
import { openaiShape } from './openai-shape.ts';
import { routeOfPath, type Route } from './route-of-path.ts';
import { shape, type Shape } from './shape.ts';

/**
 * What is passed through where the path alone does not say what it takes. Not TRACE: a server that knows
 * it answers with the request it got, the provider key in it (RFC 9110, 9.3.8).
 */
const PASSED_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Clients call a handful of paths over and over. Some hold ids, so the memory is bounded. */
const told = new Map<string, Endpoint>();
const MAX_TOLD = 200;
const MAX_TOLD_LENGTH = 200;

/**
 * Tells what a request is, by method and path only (clients add queries such as `?beta=true`).
 * @throws virtual_key_misplaced, credential_not_forwarded, endpoint_unknown, method_not_allowed
 */
export function identifyEndpoint(method: string, url: string, vendor: ClientVendor): Endpoint {
  // A query can hold a key, which is kept nowhere.
  if (url.length > MAX_TOLD_LENGTH || url.includes('?')) return readEndpoint(method, url, vendor);
  const request = `${method} ${vendor} ${url}`;
  const known = told.get(request);
  if (known !== undefined) return known;
  const endpoint = readEndpoint(method, url, vendor);
  if (told.size >= MAX_TOLD) told.clear();
  told.set(request, endpoint);
  return endpoint;
}

function readEndpoint(method: string, url: string, vendor: ClientVendor): Endpoint {
  const [path, query] = splitQuery(url);
  refuseKeys(method, path);
  const route = routeOfPath(path, vendor);
  const found = route === null ? null : shapeOf(route, method);
  if (route === null || found === null) {
    throw new AppError('endpoint_unknown', { method, path: shorten(path) });
  }
  const { dialect, operation, model } = found;
  const allowed = found.methods.length > 0 ? found.methods : PASSED_METHODS;
  if (!allowed.includes(method)) {
    throw new AppError('method_not_allowed', { method, path: shorten(path), allowed });
  }
  return {
    dialect,
    operation,
    model: method === 'GET' ? 'none' : model,
    modelIn: route.surface === 'gemini' ? 'path' : 'body',
    hasBody: method !== 'GET' && method !== 'HEAD',
    upstreamPath: route.rest,
    query: forwardedQuery(query),
  };
}

/** Neither does a virtual key go to a provider, nor does a provider's come back. */
function refuseKeys(method: string, path: string): void {
  if (quotesKey(decodePath(path))) throw new AppError('virtual_key_misplaced');
  if (mintsCredential(method, path)) throw new AppError('credential_not_forwarded');
}

/** What is not known passes through where the path says whose API it is. */
function shapeOf({ surface, rest, isVersioned }: Route, method: string): Shape | null {
  if (surface === 'gemini') return geminiShape(rest);
  const known = surface === 'anthropic' ? anthropicShape(rest) : openaiShape(rest, method);
  if (known !== null || !isVersioned) return known;
  return shape(
    surface === 'anthropic' ? 'anthropic-messages' : 'openai-chat',
    'other',
    'optional',
    [],
  );
}

/** The query keeps its `?`; empty when there is none. */
function splitQuery(url: string): readonly [path: string, query: string] {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at)];
}

const shorten = (path: string): string => (path.length > 100 ? `${path.slice(0, 100)}...` : path);
