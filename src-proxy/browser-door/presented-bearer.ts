import type { IncomingMessage } from 'node:http';

/** What a page presents as its session; null when it presents nothing of the kind. */
export function presentedBearer(request: IncomingMessage): string | null {
  const [, bearer] = /^Bearer ([\w-]{1,128})$/i.exec(request.headers.authorization ?? '') ?? [];
  return bearer ?? null;
}
