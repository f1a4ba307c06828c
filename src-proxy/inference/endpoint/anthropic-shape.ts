import { shape, type Shape } from './shape.ts';

const MESSAGES = 'anthropic-messages';

/** Anthropic's surface below `/v1` (https://docs.claude.com/en/api). */
const shapes: Readonly<Record<string, Shape>> = {
  '/messages': shape(MESSAGES, 'messages', 'required', ['POST']),
  '/messages/count_tokens': shape(MESSAGES, 'count_tokens', 'required', ['POST']),
  '/models': shape(MESSAGES, 'list_models', 'none', ['GET']),
  '/me': shape(MESSAGES, 'me', 'none', ['GET']),
};

/** Null for what is not known; below `/v1` that passes through as it is. */
export function anthropicShape(rest: string): Shape | null {
  if (Object.hasOwn(shapes, rest)) return shapes[rest] ?? null;
  return rest.startsWith('/models/') ? shape(MESSAGES, 'show_model', 'none', ['GET']) : null;
}
