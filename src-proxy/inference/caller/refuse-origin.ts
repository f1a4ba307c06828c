import type { IncomingMessage } from 'node:http';
import { AppError } from '../../errors.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { InferenceDeps } from '../exchange.ts';

/**
 * A browser says which page a request comes from; only pages the key names may use it. Programs send
 * no `Origin`. That a key is in a page at all is noted. For a picture or a script in a page a browser
 * sends none either, but says that another site asked (https://www.w3.org/TR/fetch-metadata/).
 * @throws origin_not_allowed
 */
export function refuseOrigin(
  request: IncomingMessage,
  caller: VirtualKey,
  { keySightings }: Pick<InferenceDeps, 'keySightings'>,
): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin === undefined) {
    if (site === 'cross-site' || site === 'same-site') throw new AppError('origin_not_allowed');
    return;
  }
  keySightings.note(caller.id, 'origin', origin);
  if (!caller.origins.includes(origin)) throw new AppError('origin_not_allowed');
}
