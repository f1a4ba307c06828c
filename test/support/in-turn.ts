/** Works through the items one after the other, for tests in which the order is the point. */
export async function inTurn<T>(
  items: Iterable<T>,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  for (const item of items) {
    // oxlint-disable-next-line no-await-in-loop
    await work(item);
  }
}
