import { BlockList, isIP } from 'node:net';
import { bareHost } from './host-name.ts';

interface Exception {
  readonly host: string;
  /** Null: any port. */
  readonly port: number | null;
  /** `*.example.com` means the names below example.com, not itself. */
  readonly isBelowOnly: boolean;
  readonly network: BlockList | null;
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Reads NO_PROXY as curl, Go and undici agree on it: `*`, a name (it and all below it, with or without a
 * leading dot), `*.name` (only below), any of them with `:port`, an address, and a network (`10.0.0.0/8`).
 */
export function readNoProxy(text: string): (host: string, port: number) => boolean {
  const exceptions = text
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .map(readException);
  return (host, port) =>
    exceptions.some(
      (exception) => (exception.port ?? port) === port && matches(exception, host.toLowerCase()),
    );
}

function readException(entry: string): Exception {
  const [, name = entry, port] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  const host = bareHost(name.replace(/^\*?\./, '')).toLowerCase();
  return {
    host,
    port: port === undefined ? null : Number(port),
    isBelowOnly: name.startsWith('*.'),
    network: readNetwork(host),
  };
}

function readNetwork(text: string): BlockList | null {
  const [address = '', bits] = text.split('/');
  const length = Number(bits);
  const isNetwork = bits !== undefined && isIP(address) !== 0 && Number.isInteger(length);
  if (!isNetwork || length < 0 || length > (isIP(address) === 6 ? 128 : 32)) return null;
  const list = new BlockList();
  list.addSubnet(address, length, familyOf(address));
  return list;
}

function matches({ host, isBelowOnly, network }: Exception, asked: string): boolean {
  if (host === '*') return true;
  if (network !== null) return isIP(asked) !== 0 && network.check(asked, familyOf(asked));
  return (asked === host && !isBelowOnly) || (isIP(asked) === 0 && asked.endsWith(`.${host}`));
}
