import type { IncomingMessage } from 'node:http';
import { programOf } from '../../key-warnings/watch-records.ts';
import { authenticateKey } from '../../virtual-keys/authenticate-key.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import { clientName } from './client-name.ts';
import type { InferenceDeps } from '../exchange.ts';
import { presentedKey } from './presented-key.ts';

/** Whose virtual key a request presents; who still tries one that has ended is noted. @throws as `authenticateKey` */
export function authenticateCaller(
  request: IncomingMessage,
  { virtualKeys, keySightings, clock }: InferenceDeps,
): VirtualKey {
  return authenticateKey(virtualKeys, presentedKey(request), clock(), (key, ending) =>
    keySightings.note(key.id, ending, programOf(clientName(request) ?? '(unnamed)')),
  );
}
