import { createClient, type ManagementClient } from '../../src-proxy/management/client.ts';

/** The typed client of a script that presents a management key at the browser door. */
export const doorClient = (address: string, key: string): ManagementClient =>
  createClient(async ({ method, path, body, signal }) => {
    const response = await fetch(`${address}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
      body,
      ...(signal === undefined ? {} : { signal }),
    });
    return { status: response.status, chunks: decode(response) };
  });

async function* decode({ body }: Response): AsyncIterable<string> {
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) yield decoder.decode(chunk, { stream: true });
}
