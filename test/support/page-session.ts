import { socketClient } from './socket-client.ts';
import { rawRequest, sendRaw, type RawAnswer, type RawHeaders } from './raw-client.ts';

/** The browser door as a page or its attacker sees it. */
export interface PageDoor {
  readonly port: number;
  /** A fresh one-time code. */
  code(): Promise<string>;
  /** The bearer of a new session. */
  signIn(): Promise<string>;
  /** With the right Host unless told otherwise. */
  send(target: string, headers?: RawHeaders, body?: string | null): Promise<RawAnswer>;
}

export const jsonType = ['content-type', 'application/json'] as const;

export async function openPageDoor(home: string): Promise<PageDoor> {
  const client = socketClient(home);
  const { address } = await client.call('sessions.create_code', {});
  const port = Number(new URL(address).port);
  const code = async (): Promise<string> => {
    const { url } = await client.call('sessions.create_code', {});
    return new URL(url).hash.replace('#code=', '');
  };
  const send: PageDoor['send'] = (target, headers = [], body = null) => {
    const hasHost = headers.some(([name]) => name === 'host');
    const host = hasHost ? [] : [['host', `127.0.0.1:${port}`] as const];
    return sendRaw(port, rawRequest(target, [...host, ...headers], body));
  };
  return {
    port,
    code,
    send,
    signIn: async () => {
      const answer = await send(
        'POST /session',
        [jsonType],
        JSON.stringify({ code: await code() }),
      );
      const body: { readonly bearer: string } = JSON.parse(answer.body.toString());
      return body.bearer;
    },
  };
}
