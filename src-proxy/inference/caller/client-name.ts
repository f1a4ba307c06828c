import type { IncomingMessage } from 'node:http';
import { quotesKey } from '../../virtual-keys/mint-key.ts';

/** The product at the start of a user agent, e.g. `claude-cli/2.0.1`. It is written down, so it is never a key. */
export function clientName({ headers }: IncomingMessage): string | null {
  const name = /^[\w.@/+-]{1,64}/.exec(headers['user-agent'] ?? '')?.[0] ?? null;
  return name === null || quotesKey(name) ? null : name;
}
