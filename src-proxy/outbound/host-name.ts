/** A URL's hostname as a resolver or an address check wants it: no brackets, no trailing dot. */
export const bareHost = (hostname: string): string =>
  hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

/** `localhost` and everything under it is this machine (RFC 6761, section 6.3). */
export const isLocalhostName = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost');

/**
 * Suffixes that the public name system never answers: mDNS (RFC 6762), home networks (RFC 8375),
 * private use (ICANN 2024, also Docker's host.docker.internal) and what home routers hand out.
 */
const privateSuffixes = ['.local', '.home.arpa', '.internal', '.lan'];

/** Whether a name belongs to this machine or its own network by its form alone; single labels do. */
export const isPrivateName = (host: string): boolean =>
  isLocalhostName(host) ||
  (host !== '' && !host.includes('.')) ||
  privateSuffixes.some((suffix) => host.endsWith(suffix));

/** Names under which clouds serve credentials to whoever can reach them. */
const metadataNames: ReadonlySet<string> = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'metadata.platformequinix.com',
  'api.metadata.cloud.ibm.com',
  'instance-data',
  'instance-data.ec2.internal',
]);

export const isMetadataName = (host: string): boolean =>
  metadataNames.has(host) || host.endsWith('.metadata.google.internal');
