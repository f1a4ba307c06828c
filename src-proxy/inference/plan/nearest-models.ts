/** The ids most like a mistyped one, nearest first, at most three; none that differ in more than half. */
export function nearestModels(wanted: string, known: Iterable<string>): string[] {
  const target = wanted.toLowerCase().slice(0, 100);
  const scored: { readonly id: string; readonly distance: number }[] = [];
  for (const id of known) {
    const distance = editDistance(target, id.toLowerCase().slice(0, 100));
    const isContained = id.toLowerCase().includes(target);
    if (isContained || distance <= Math.max(2, target.length / 2)) {
      scored.push({ id, distance: isContained ? distance / 4 : distance });
    }
  }
  return scored
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ id }) => id);
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
