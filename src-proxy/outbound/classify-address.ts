import { BlockList, isIP } from 'node:net';
import { embeddedIpv4, ipv6Groups } from './embedded-ipv4.ts';

/**
 * What an address is to us. `private` includes 100.64.0.0/10, the carrier-grade range that Tailscale
 * and similar overlay networks number their machines from: the public internet does not route it.
 * `multicast` includes broadcast and the reserved 240.0.0.0/4: nobody there to talk to.
 */
export type AddressClass =
  | 'loopback'
  | 'private'
  | 'link_local'
  | 'metadata'
  | 'unspecified'
  | 'multicast'
  | 'public';

type Family = 'ipv4' | 'ipv6';

const block = (family: Family, ...ranges: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits = ''] = range.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
};

/**
 * Where clouds serve credentials to whoever can reach them. 169.254.169.0/24 and 169.254.170.0/24: AWS
 * (169.254.169.254, ECS 169.254.170.2, EKS 169.254.170.23), Azure, Google, Oracle, DigitalOcean, OpenStack;
 * 168.63.129.16: Azure's wire server; 100.100.100.200: Alibaba; 169.254.0.23: Tencent; 169.254.42.42 and
 * fd00:42::42: Scaleway; 192.0.0.192: Oracle Classic; fd00:ec2::/32: AWS; fd20:ce::254: Google;
 * fe80::a9fe:a9fe: OpenStack.
 */
const metadata: Readonly<Record<Family, BlockList>> = {
  ipv4: block(
    'ipv4',
    '169.254.169.0/24',
    '169.254.170.0/24',
    '169.254.0.23/32',
    '169.254.42.42/32',
    '168.63.129.16/32',
    '100.100.100.200/32',
    '192.0.0.192/32',
  ),
  ipv6: block(
    'ipv6',
    'fd00:ec2::/32',
    'fd20:ce::254/128',
    'fd00:42::42/128',
    'fe80::a9fe:a9fe/128',
  ),
};

/** IANA's special-purpose registries (RFC 6890 and its updates), first match wins. */
const classes: Readonly<Record<Family, readonly (readonly [AddressClass, BlockList])[]>> = {
  ipv4: [
    ['metadata', metadata.ipv4],
    ['loopback', block('ipv4', '127.0.0.0/8')],
    ['private', block('ipv4', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10')],
    ['link_local', block('ipv4', '169.254.0.0/16')],
    ['unspecified', block('ipv4', '0.0.0.0/8')],
    ['multicast', block('ipv4', '224.0.0.0/4', '240.0.0.0/4')],
  ],
  ipv6: [
    ['metadata', metadata.ipv6],
    ['loopback', block('ipv6', '::1/128')],
    ['private', block('ipv6', 'fc00::/7', 'fec0::/10')],
    ['link_local', block('ipv6', 'fe80::/10')],
    ['unspecified', block('ipv6', '::/128')],
    ['multicast', block('ipv6', 'ff00::/8')],
  ],
};

const classify = (address: string, family: Family): AddressClass =>
  classes[family].find(([, list]) => list.check(address, family))?.[0] ?? 'public';

/**
 * Classifies an IP literal, without brackets; a zone id is ignored. An IPv6 address that carries an IPv4
 * address is what that one is. Null when the text is not an IP literal.
 */
export function classifyAddress(literal: string): AddressClass | null {
  const address = literal.split('%', 1)[0] ?? '';
  const version = isIP(address);
  if (version === 0) return null;
  if (version === 4) return classify(address, 'ipv4');
  const own = classify(address, 'ipv6');
  if (own !== 'public') return own;
  const carried = embeddedIpv4(ipv6Groups(address));
  return carried === null ? 'public' : classify(carried, 'ipv4');
}
