/**
 * Which models a virtual key may use. A pattern is a model id in which `*` stands for any characters, a
 * slash included; letter case counts. Patterns come from users and model names from clients, so they are
 * matched by looking for the pieces between the stars from left to right: no regular expression, no
 * backtracking, and nothing longer than any real model id is looked at.
 */
import type { VirtualKey } from './virtual-key.ts';

const MAX_MODEL_LENGTH = 512;

type Matcher = (model: string) => boolean;

/** By the list itself: a key that changes gets a new list, one that does not keeps its own. */
const compiled = new WeakMap<readonly string[], readonly Matcher[]>();

/** Whether a key without a list, or one of its patterns, allows the model by any name it goes by. */
export function isModelAllowed(
  key: Pick<VirtualKey, 'allowedModels'>,
  names: readonly string[],
): boolean {
  if (key.allowedModels === null) return true;
  const matchers = matchersOf(key.allowedModels);
  return names.some(
    (name) => name.length <= MAX_MODEL_LENGTH && matchers.some((matches) => matches(name)),
  );
}

function matchersOf(patterns: readonly string[]): readonly Matcher[] {
  const known = compiled.get(patterns);
  if (known !== undefined) return known;
  const made = patterns.map(compile);
  compiled.set(patterns, made);
  return made;
}

function compile(pattern: string): Matcher {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return (model) => model === pattern;
  const pieces = rest.filter((piece) => piece !== '');
  return (model) => {
    const end = model.length - tail.length;
    if (end < head.length || !model.startsWith(head) || !model.endsWith(tail)) return false;
    let from = head.length;
    for (const piece of pieces) {
      const at = model.indexOf(piece, from);
      if (at < 0) return false;
      from = at + piece.length;
    }
    return from <= end;
  };
}
