import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { endianness } from 'node:os';

/**
 * Which user's program is at the other end of a loopback connection; null when this cannot be told:
 * another system than Linux, or an end outside this network namespace. Read from /proc/net/tcp
 * (proc_net_tcp in the kernel's documentation): the peer's own row has our two addresses swapped.
 */
export function peerUser(socket: Socket): number | null {
  const { remoteAddress, remotePort, localPort } = socket;
  if (remoteAddress === undefined || remotePort === undefined || localPort === undefined) {
    return null;
  }
  const isIpv6 = remoteAddress === '::1';
  try {
    const table = readFileSync(isIpv6 ? '/proc/net/tcp6' : '/proc/net/tcp', 'utf8');
    return findUser(table, hexEnd(isIpv6, remotePort), hexEnd(isIpv6, localPort));
  } catch {
    return null;
  }
}

function findUser(table: string, local: string, remote: string): number | null {
  for (const line of table.split('\n')) {
    const fields = line.trim().split(/\s+/);
    if (fields[1] === local && fields[2] === remote) return Number(fields[7]);
  }
  return null;
}

/** A loopback address and port as the kernel prints them: each 32-bit word in the machine's byte order. */
function hexEnd(isIpv6: boolean, port: number): string {
  const isLittle = endianness() === 'LE';
  const ipv4 = isLittle ? '0100007F' : '7F000001';
  const ipv6 = `${'0'.repeat(24)}${isLittle ? '01000000' : '00000001'}`;
  return `${isIpv6 ? ipv6 : ipv4}:${port.toString(16).toUpperCase().padStart(4, '0')}`;
}
