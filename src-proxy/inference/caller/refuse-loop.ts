import type { IncomingMessage } from 'node:http';
import { AppError } from '../../errors.ts';

const MAX_HOPS = 8;

/**
 * Refuses a request that this engine sent itself, through a connection whose base URL leads back here.
 * @throws loop_detected
 */
export function refuseLoop(request: IncomingMessage, instanceId: string): void {
  const header = request.headers['x-latchport-hop'];
  if (header === undefined) return;
  const hops = String(header).split(',', MAX_HOPS + 1);
  if (hops.length > MAX_HOPS || hops.some((hop) => hop.trim() === instanceId)) {
    throw new AppError('loop_detected', { connection: 'unknown' });
  }
}
