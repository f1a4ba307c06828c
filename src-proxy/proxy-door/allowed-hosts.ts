import { networkInterfaces } from 'node:os';

/**
 * The `Host` headers that name this server. Listening beyond loopback adds this machine's own
 * addresses and the names the user gave, still nothing a foreign page could choose.
 */
export function allowedHosts(
  port: number,
  host: string | null,
  hostNames: readonly string[],
): ReadonlySet<string> {
  const names = ['127.0.0.1', 'localhost', '[::1]', ...hostNames.map((name) => name.toLowerCase())];
  if (host !== null) names.push(bracketed(host), ...ownAddresses());
  const withPort = names.map((name) => `${name}:${port}`);
  // Clients leave the port out where it is http's own.
  return new Set(port === 80 ? [...names, ...withPort] : withPort);
}

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map(({ address }) => bracketed(address));
}

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);
