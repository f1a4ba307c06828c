/** The next value of a setting: left out it stays as it was, null takes it away, else it is checked. */
export function changeSetting<Given, Kept>(
  given: Given | null | undefined,
  former: Kept | null,
  check: (given: Given) => Kept,
): Kept | null {
  if (given === undefined) return former;
  return given === null ? null : check(given);
}
