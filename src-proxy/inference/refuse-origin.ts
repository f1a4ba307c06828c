import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';

/**
 * A browser says which page a request comes from; only pages the key names may use it. Programs send
 * no `Origin`.
 * @throws origin_not_allowed
 */
export function refuseOrigin(request: IncomingMessage, caller: VirtualKey): void {
  const { origin } = request.headers;
  if (origin !== undefined && !caller.origins.includes(origin)) {
    throw new AppError('origin_not_allowed');
  }
}
