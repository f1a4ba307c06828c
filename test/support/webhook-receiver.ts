import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook as Verifier } from 'standardwebhooks';
import { onTestFinished } from 'vitest';

export interface ReceivedMessage {
  readonly id: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Answer =
  | number
  | { readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | 'never';

export interface WebhookReceiver {
  readonly url: string;
  readonly messages: readonly ReceivedMessage[];
  /** Decides every later answer; 204 until told otherwise. */
  answer(decide: (message: ReceivedMessage) => Answer): void;
}

const takeIt = (): Answer => 204;

/** A receiver of webhooks on loopback; closed when the test ends. */
export async function openWebhookReceiver(): Promise<WebhookReceiver> {
  const messages: ReceivedMessage[] = [];
  let decide: (message: ReceivedMessage) => Answer = takeIt;
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const message = readMessage(request, await text(request));
    messages.push(message);
    const answer = decide(message);
    if (answer === 'never') return;
    const { status, headers } =
      typeof answer === 'number' ? { status: answer, headers: {} } : answer;
    response.writeHead(status, headers).end();
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    messages,
    answer: (next) => {
      decide = next;
    },
  };
}

/** What the standard's own library makes of a message; it throws when the signature is not right. */
export const verifyMessage = (secret: string, { body, headers }: ReceivedMessage): unknown =>
  new Verifier(secret).verify(body, headers);

function readMessage({ url: path = '', headers }: IncomingMessage, body: string): ReceivedMessage {
  const plain = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value)]),
  );
  const payload: Pick<ReceivedMessage, 'type' | 'data'> = JSON.parse(body);
  const { type, data } = payload;
  return { id: plain['webhook-id'] ?? '', path, headers: plain, body, type, data };
}
