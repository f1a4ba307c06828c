import type { Protocol } from 'electron';
import { partly } from './partly.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const privileged = new Set<string>();
const handlers = new Map<string, Handler>();

export const protocol: Protocol = partly<Protocol>('protocol', {
  registerSchemesAsPrivileged: (schemes) => {
    for (const { scheme, privileges } of schemes) {
      if (privileges?.standard === true && privileges.secure === true) privileged.add(scheme);
    }
  },
  handle: (scheme, handler) => {
    // Without these a page has no origin and its policy's 'self' means nothing.
    if (!privileged.has(scheme)) throw new Error(`${scheme} is not standard and secure`);
    handlers.set(scheme, handler);
  },
});

/** What the app answers to a request for one of its own addresses; null: nobody answers. */
export async function answerOwn(address: string, method: string): Promise<Response | null> {
  const handler = handlers.get(address.split(':')[0] ?? '');
  return handler === undefined ? null : handler(new Request(address, { method }));
}
