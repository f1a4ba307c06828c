import { AppError } from '../../errors.ts';

/** Parsed, unlike the rest of a body, so its size is bounded before its depth can matter. */
const maxRoutingBytes = 65_536;

/** The request's own routing constraint, as sent: not checked further than being an object. */
export type Routing = Readonly<Record<string, unknown>>;

/** The `routing` constraint in [`start`, `end`) of a body; null when it is JSON's null. */
export function readRouting(body: Buffer, start: number, end: number): Routing | null {
  if (end - start > maxRoutingBytes) throw invalidRouting();
  const value = parse(body.toString('utf8', start, end));
  if (value === null) return null;
  if (!isObject(value)) throw invalidRouting();
  return value;
}

const isObject = (value: unknown): value is Routing =>
  typeof value === 'object' && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidRouting();
  }
}

const invalidRouting = (): AppError =>
  new AppError('body_invalid_member', {
    member: 'routing',
    expected: 'a JSON object up to 64 KiB',
  });
