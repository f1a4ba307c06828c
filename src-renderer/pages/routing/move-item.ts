/** The list with the item at `from` at `to` instead. */
export function moveItem<Item>(list: readonly Item[], from: number, to: number): readonly Item[] {
  const moved = list[from];
  if (moved === undefined) return list;
  const others = list.toSpliced(from, 1);
  return others.toSpliced(Math.min(Math.max(to, 0), others.length), 0, moved);
}
