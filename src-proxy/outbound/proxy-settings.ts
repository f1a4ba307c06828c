/** Where to find the way out, as the environment or the settings give it. Values may hold credentials. */
export interface ProxySettings {
  /** For https; http without it, as curl and undici do. `http://user:password@host:port`, scheme optional. */
  readonly httpsProxy?: string | undefined;
  readonly httpProxy?: string | undefined;
  /** Hosts reached directly, separated by commas or spaces. */
  readonly noProxy?: string | undefined;
  /** Whether this machine and private networks are reached through the proxy as well. */
  readonly isPrivateProxied?: boolean | undefined;
}

/** Reads the customary variables; lower case wins, as in curl. */
export function readProxySettings(
  environment: Readonly<Record<string, string | undefined>>,
): ProxySettings {
  const read = (name: string): string | undefined =>
    environment[name.toLowerCase()] || environment[name] || undefined;
  return {
    httpsProxy: read('HTTPS_PROXY'),
    httpProxy: read('HTTP_PROXY'),
    noProxy: read('NO_PROXY'),
  };
}
