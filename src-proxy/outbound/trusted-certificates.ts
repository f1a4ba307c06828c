import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

/** Certificates (PEM) this machine trusts beside those bundled with Node; reading them takes a while. */
export type ReadSystemCertificates = () => readonly string[];

const readSystemStore: ReadSystemCertificates = () => getCACertificates('system');

/**
 * Trusts the authorities bundled with Node, those of NODE_EXTRA_CA_CERTS (Node's `default` list holds
 * both) and those of the operating system, where companies put the authority of their own gateway. Built
 * once, at the first call: parsing hundreds of certificates for each connection would cost more than the
 * connection. A system store that cannot be read leaves the others.
 */
export function createTrust(
  readSystem: ReadSystemCertificates = readSystemStore,
): () => SecureContext {
  let context: SecureContext | undefined;
  return () => (context ??= buildContext(readSystem));
}

function buildContext(readSystem: ReadSystemCertificates): SecureContext {
  const known = getCACertificates('default');
  try {
    return createSecureContext({ ca: [...new Set([...known, ...readSystem()])] });
  } catch {
    return createSecureContext({ ca: known });
  }
}
