/** A label nobody has: the name itself, or with the first free number. */
export function freeLabel(name: string, existing: readonly { readonly label: string }[]): string {
  const taken = new Set(existing.map(({ label }) => label.toLowerCase()));
  if (!taken.has(name.toLowerCase())) return name;
  let number = 2;
  while (taken.has(`${name} ${number}`.toLowerCase())) number += 1;
  return `${name} ${number}`;
}
