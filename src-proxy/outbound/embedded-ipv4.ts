import { isIP } from 'node:net';

const readGroups = (text: string): number[] =>
  text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));

/** The eight 16-bit groups of an IPv6 literal in any spelling, without zone id. */
export function ipv6Groups(literal: string): readonly number[] {
  // The URL parser turns every spelling, dotted tails included, into compressed hexadecimal.
  const compressed = new URL(`http://[${literal}]/`).hostname.slice(1, -1);
  const [head = '', rest = ''] = compressed.split('::');
  const before = readGroups(head);
  const after = readGroups(rest);
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

const dotted = (high = 0, low = 0): string =>
  [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');

const tail = (groups: readonly number[]): string => dotted(groups[6], groups[7]);

/** Fixed groups (null: any) and where the IPv4 address sits behind them. */
const embeddings: readonly {
  readonly prefix: readonly (number | null)[];
  readonly read: (groups: readonly number[]) => string;
}[] = [
  // IPv4-mapped, -translated and -compatible: RFC 4291 section 2.5.5, RFC 2765 section 2.1.
  { prefix: [0, 0, 0, 0, 0, 0xffff], read: tail },
  { prefix: [0, 0, 0, 0, 0xffff, 0], read: tail },
  { prefix: [0, 0, 0, 0, 0, 0], read: tail },
  // NAT64: RFC 6052 section 2.1, RFC 8215.
  { prefix: [0x64, 0xff9b, 0, 0, 0, 0], read: tail },
  { prefix: [0x64, 0xff9b, 1], read: tail },
  // ISATAP: RFC 5214 section 6.1.
  { prefix: [null, null, null, null, 0, 0x5efe], read: tail },
  { prefix: [null, null, null, null, 0x200, 0x5efe], read: tail },
  // 6to4: RFC 3056 section 2. Teredo, complemented: RFC 4380 section 4.
  { prefix: [0x2002], read: (groups) => dotted(groups[1], groups[2]) },
  {
    prefix: [0x2001, 0],
    read: ([, , , , , , high = 0, low = 0]) => dotted(high ^ 0xffff, low ^ 0xffff),
  },
];

/**
 * The IPv4 address an IPv6 address stands for, where a kernel or a gateway would send the packet on to it.
 * Null for every other address.
 */
export function embeddedIpv4(groups: readonly number[]): string | null {
  const found = embeddings.find(({ prefix }) =>
    prefix.every((group, index) => group === null || groups[index] === group),
  );
  return found?.read(groups) ?? null;
}

/** One spelling an address: IPv4 for the IPv4-mapped form, compressed IPv6 without zone id otherwise. */
export function plainAddress(literal: string): string {
  const address = literal.split('%', 1)[0] ?? '';
  if (isIP(address) !== 6) return address;
  const groups = ipv6Groups(address);
  const isMapped = groups.slice(0, 6).join(',') === '0,0,0,0,0,65535';
  return isMapped ? tail(groups) : new URL(`http://[${address}]/`).hostname.slice(1, -1);
}
