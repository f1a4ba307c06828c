import { AppError } from '../../errors.ts';
import { anthropicShape } from './anthropic-shape.ts';
import type { ClientVendor } from './client-vendor.ts';
import type { Endpoint } from './endpoint.ts';
import { forwardedQuery } from './forwarded-query.ts';
import { geminiShape } from './gemini-shape.ts';
import { openaiShape } from './openai-shape.ts';
import { routeOfPath, type Route } from './route-of-path.ts';
import { shape, type Shape } from './shape.ts';

/**
 * Tells what a request is, by method and path only (clients add queries such as `?beta=true`).
 * @throws endpoint_unknown, method_not_allowed
 */
export function identifyEndpoint(method: string, url: string, vendor: ClientVendor): Endpoint {
  const [path, query] = splitQuery(url);
  const route = routeOfPath(path, vendor);
  const found = route === null ? null : shapeOf(route);
  if (route === null || found === null) {
    throw new AppError('endpoint_unknown', { method, path: shorten(path) });
  }
  const { methods, dialect, operation, model } = found;
  if (methods.length > 0 && !methods.includes(method)) {
    throw new AppError('method_not_allowed', { method, path: shorten(path), allowed: methods });
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

/** What is not known passes through where the path says whose API it is. */
function shapeOf({ surface, rest, isVersioned }: Route): Shape | null {
  if (surface === 'gemini') return geminiShape(rest);
  const known = surface === 'anthropic' ? anthropicShape(rest) : openaiShape(rest);
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
