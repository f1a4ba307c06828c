/** Takes an entry out of an array whose order does not matter; false: it is not in it. Late ones are found soonest. */
export function removeFrom<Entry>(list: Entry[], entry: Entry): boolean {
  const at = list.lastIndexOf(entry);
  if (at === -1) return false;
  const last = list.pop();
  if (last !== undefined && at < list.length) list[at] = last;
  return true;
}
