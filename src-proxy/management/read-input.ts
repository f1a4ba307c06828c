import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';
import { pathParameters, type Operation } from './contract.ts';

/** A request as the router took it apart. */
export interface RoutedRequest {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/**
 * Path parameters with the query (GET, DELETE) or the body (POST, PATCH) in one object. A member
 * comes from its own place only: a secret is never taken from a URL.
 * @throws field_invalid, management_body_invalid
 */
export function readInput(line: Operation, request: RoutedRequest): Record<string, unknown> {
  const isInBody = line.method === 'POST' || line.method === 'PATCH';
  const members = isInBody ? readBody(request.body) : request.query;
  const misplaced = [
    ...(isInBody ? Object.keys(request.query) : []),
    ...pathParameters(line.path).filter((parameter) => Object.hasOwn(members, parameter)),
  ];
  if (misplaced[0] !== undefined) {
    throw new AppError('field_invalid', { field: misplaced[0], problem: 'is in the wrong place' });
  }
  return { ...members, ...request.params };
}

function readBody(body: unknown): Readonly<Record<string, unknown>> {
  if (body === undefined) return {};
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw new AppError('management_body_invalid');
}

/** @throws content_type_unsupported for a body that is not declared as JSON */
export function requireJson(request: IncomingMessage): void {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > 0;
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (hasBody && type !== 'application/json') throw new AppError('content_type_unsupported');
}
