import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

interface SeenCall {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export interface FakeAnswer {
  readonly status?: number;
  /** Text as it is; anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FakeProvider {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly calls: readonly SeenCall[];
  /** Decides every later answer; `never` leaves the call hanging. */
  answer(decide: (call: SeenCall) => FakeAnswer | 'never' | Promise<FakeAnswer | 'never'>): void;
}

export const modelList = (...ids: readonly string[]): FakeAnswer => ({
  body: { object: 'list', data: ids.map((id) => ({ id, object: 'model', owned_by: 'fake' })) },
});

const listsOne = (): FakeAnswer => modelList('fake-1');

/** A provider on loopback that lists one model until told otherwise; closed when the test ends. */
export async function openFakeProvider(): Promise<FakeProvider> {
  const calls: SeenCall[] = [];
  let decide: Parameters<FakeProvider['answer']>[0] = listsOne;
  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    const call = { method, path, headers };
    calls.push(call);
    request.resume();
    void reply(call, response);
  });
  const reply = async (call: SeenCall, response: ServerResponse): Promise<void> => {
    const answer = await decide(call);
    if (answer === 'never') return;
    const { status = 200, body = {}, headers = {} } = answer;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    calls,
    answer: (next) => {
      decide = next;
    },
  };
}
