import { hash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

type Told = Readonly<Record<string, unknown>>;

/** An app on this machine that asks for a virtual key of its own. */
export interface AskingApp {
  readonly name: string;
  readonly callback: string;
  /** What its callback was told, in order. */
  readonly told: readonly Told[];
  /** Its link, with these parameters beside what every link needs. */
  readonly link: (more?: Readonly<Record<string, string>>) => string;
  /** From now on it answers with this verifier instead of its own. */
  pretend(otherVerifier: string): void;
  /** From now on its callback leads elsewhere. */
  redirectTo(address: string): void;
  /** From now on it takes no key. */
  refuseKeys(): void;
}

let count = 0;

/** Each has a name of its own. */
export async function openAskingApp(): Promise<AskingApp> {
  count += 1;
  const name = `Code Helper ${count}`;
  const verifier = randomBytes(32).toString('base64url');
  const told: Told[] = [];
  let given = verifier;
  let takesKeys = true;
  let location: string | null = null;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const message: Told = JSON.parse(await text(request));
    told.push(message);
    if (location !== null) {
      response.writeHead(307, { location }).end();
      return;
    }
    const isAsked = !('virtual_key' in message) && !('error' in message);
    response.writeHead(isAsked || takesKeys ? 200 : 500, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isAsked ? { code_verifier: given } : {}));
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const callback = `http://127.0.0.1:${port}/latchport`;
  return {
    name,
    callback,
    told,
    link: (more = {}) =>
      `latchport://connect?${new URLSearchParams({
        app: name,
        callback,
        state: 'state-of-the-app',
        code_challenge: hash('sha256', verifier, 'base64url'),
        code_challenge_method: 'S256',
        ...more,
      }).toString()}`,
    pretend: (otherVerifier) => {
      given = otherVerifier;
    },
    redirectTo: (elsewhere) => {
      location = elsewhere;
    },
    refuseKeys: () => {
      takesKeys = false;
    },
  };
}
