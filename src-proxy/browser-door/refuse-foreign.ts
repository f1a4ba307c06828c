import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';

/**
 * Refuses what another page could have caused. `Sec-Fetch-Site` tells pages of other ports of this host
 * ("same-site") from our own (https://www.w3.org/TR/fetch-metadata/); where a browser does not send it,
 * `Origin` does for everything that can change something.
 * @throws page_origin_not_allowed
 */
export function refuseForeignPage(request: IncomingMessage, hosts: ReadonlySet<string>): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const isOwnOrigin = origin === undefined || hosts.has(origin.replace(/^http:\/\//, ''));
  const isOwnSite = site === undefined || site === 'same-origin' || site === 'none';
  if (!isOwnOrigin || !isOwnSite) throw new AppError('page_origin_not_allowed');
}
