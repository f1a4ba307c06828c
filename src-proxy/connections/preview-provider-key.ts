const MAX_HEAD = 8;
const MAX_TAIL = 4;
const SHORT = 20;

/**
 * Enough of a provider key to tell it from another, e.g. `sk-proj-...wxyz`: at most the first 8 and last
 * 4 characters, never more than a quarter of it, and of one shorter than 20 at most the last 2.
 */
export function previewProviderKey(key: string): string {
  const quarter = Math.floor(key.length / 4);
  if (key.length < SHORT) return `...${lastOf(key, Math.min(2, quarter))}`;
  const tail = Math.min(MAX_TAIL, Math.ceil(quarter / 3));
  const head = Math.min(MAX_HEAD, quarter - tail);
  return `${key.slice(0, head)}...${lastOf(key, tail)}`;
}

const lastOf = (text: string, count: number): string => text.slice(text.length - count);
