interface LabelledKey {
  readonly label: string;
  readonly status: string;
}

/** `name`, or `name 2` and so on where keys that are not revoked hold it. */
export function freeLabel(name: string, keys: readonly LabelledKey[]): string {
  const taken = new Set(
    keys.filter(({ status }) => status !== 'revoked').map(({ label }) => label),
  );
  let label = name;
  for (let next = 2; taken.has(label); next += 1) label = `${name} ${next}`;
  return label;
}
