import { foldName } from './fold-name.ts';
import type { Member } from './scan-members.ts';

const names: ReadonlySet<string> = new Set(['models', 'fallbacks']);
/** Parsed, unlike the rest of a body, so its size is bounded before its depth can matter. */
const maxBytes = 65_536;
/** Stands for what is there but names no model that can be checked. */
const unnamed = '';

/**
 * The models a body names beside its own: gateways run one of `models` (openrouter.ai, model routing)
 * or `fallbacks` (docs.litellm.ai, reliability) in its place. An empty text stands for one that
 * cannot be told.
 */
export function readAlternatives(body: Buffer, members: readonly Member[]): readonly string[] {
  return members
    .filter((member) => names.has(foldName(member.name)))
    .flatMap(({ valueStart, valueEnd }) =>
      valueEnd - valueStart > maxBytes
        ? [unnamed]
        : modelsIn(parse(body.toString('utf8', valueStart, valueEnd))),
    );
}

function modelsIn(value: unknown): readonly string[] {
  if (value === null) return [];
  return Array.isArray(value) ? value.map(nameOf) : [unnamed];
}

/** An entry is a model, or its settings with the model among them. */
function nameOf(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  const hasModel = typeof entry === 'object' && entry !== null && 'model' in entry;
  return hasModel && typeof entry.model === 'string' ? entry.model : unnamed;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return unnamed;
  }
}
