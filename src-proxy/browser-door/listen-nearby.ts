import type { Server } from 'node:http';
import { AppError } from '../errors.ts';
import { findPortHolder } from '../proxy-door/find-port-holder.ts';
import { listen, type Listening } from '../proxy-door/listen.ts';

/** Beside the proxy door's 6174. */
export const USUAL_PORT = 6175;

/**
 * Nothing is configured with this door's address - `latchport open` tells it each time - so unless the user
 * chose a port, a taken one is no reason to fail.
 * @throws browser_port_busy, port_forbidden
 */
export async function listenNearby(
  newServer: () => Server,
  chosen: number | null,
): Promise<Listening> {
  try {
    return await listen(newServer, { port: chosen ?? USUAL_PORT, host: null });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'port_busy') throw error;
    if (chosen === null) return listen(newServer, { port: 0, host: null });
    const holder = findPortHolder(chosen);
    throw new AppError('browser_port_busy', {
      port: chosen,
      holder: holder === null ? '' : ` by ${holder}`,
    });
  }
}
