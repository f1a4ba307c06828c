import { z } from 'zod';

/**
 * One line of the table of operations. Path parameters stand in braces in `path` and are members of
 * `input`, like those of the query (GET, DELETE) or the JSON body (POST, PATCH).
 */
export interface Operation<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** For people, in openapi.json. */
  readonly summary: string;
  readonly input: Input;
  /** `noContent`: answered with 204. Of a stream: one message. */
  readonly output: Output;
  /** A key goes in or comes out: counted by the doors that limit such operations. */
  readonly isSecretBearing?: true;
  /** Served on the private socket alone: no page and no management key may do it. */
  readonly isSocketOnly?: true;
  /** Of the management keys only an owner's may do it. */
  readonly isOwnerOnly?: true;
  /** Answered with server-sent events, one `output` a message. */
  readonly isStream?: true;
  /** Answered with a file of this media type, in pieces that are each an `output`. */
  readonly mediaType?: string;
}

/** The output of an operation that answers 204 and no body. */
export const noContent = z.undefined();

/** Keeps the exact types of a line of the table. */
export function operation<const Line extends Operation>(line: Line): Line {
  return line;
}

/** The names in braces of a path. */
export function pathParameters(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}
