import { describe, expect, test } from 'vitest';
import {
  createClient,
  type CarrierRequest,
  type ManagementClient,
} from '../../../src-proxy/management/client.ts';

/** A client on a carrier that keeps what it was given and answers the same to all. */
function clientAnswering(
  status: number,
  text: string,
): { client: ManagementClient; requests: CarrierRequest[] } {
  const requests: CarrierRequest[] = [];
  async function* chunks(): AsyncIterable<string> {
    yield text.slice(0, 5);
    yield text.slice(5);
  }
  const client = createClient(async (request) => {
    requests.push(request);
    return { status, chunks: chunks() };
  });
  return { client, requests };
}

const state = '{"state":"paused"}';

describe('the client', () => {
  test('puts path parameters into the path, whatever they hold', async () => {
    const { client, requests } = clientAnswering(204, '');
    await client.call('connections.disconnect', { connection: 'a/b ?#$&é' });
    expect(requests).toEqual([
      { method: 'DELETE', path: '/connections/a%2Fb%20%3F%23%24%26%C3%A9', body: null },
    ]);
  });

  test('puts the rest of a GET into the query and leaves out what is undefined', async () => {
    const { client, requests } = clientAnswering(200, '{"requests":[],"next_before_id":null}');
    await client.call('requests.list', { limit: 5, model: 'a&b=c' });
    expect(requests[0]).toMatchObject({ path: '/requests?limit=5&model=a%26b%3Dc', body: null });
  });

  test('puts the rest of a POST into the body, never the URL', async () => {
    const { client, requests } = clientAnswering(200, state);
    await client.call('unlock', { passphrase: 'secret' });
    expect(requests).toEqual([
      { method: 'POST', path: '/unlock', body: '{"passphrase":"secret"}' },
    ]);
  });

  test('throws the error the engine names', async () => {
    const error = {
      type: 'not_found_error',
      code: 'connection_not_found',
      message: 'There is no.',
    };
    const { client } = clientAnswering(404, JSON.stringify({ error }));
    await expect(client.call('pause', {})).rejects.toMatchObject({ ...error, status: 404 });
  });

  test.each([
    [200, '{"state":"dancing"}'],
    [200, '{"state":"paused","extra":1}'],
    [200, 'not json'],
    [500, '<html>'],
    [200, '{"__proto__":{"state":"paused"}}'],
  ])('says that the engine is another version for %i %s', async (status, text) => {
    const { client } = clientAnswering(status, text);
    await expect(client.call('pause', {})).rejects.toMatchObject({ code: 'answer_unexpected' });
  });

  test('needs nothing of Node, so that a page can use it', async () => {
    const { readFile } = await import('node:fs/promises');
    const seen = new Set<string>();
    const visit = async (url: URL): Promise<void> => {
      if (seen.has(url.href)) return;
      seen.add(url.href);
      const source = await readFile(url, 'utf8');
      const specifiers = [...source.matchAll(/(?:from|import\() ?'([^']+)'/g)].map(
        (m) => m[1] ?? '',
      );
      expect(specifiers.filter((name) => !name.startsWith('.') && name !== 'zod')).toEqual([]);
      const local = specifiers.filter((name) => name.startsWith('.'));
      await Promise.all(local.map((name) => visit(new URL(name, url))));
    };
    await visit(new URL('../../../src-proxy/management/client.ts', import.meta.url));
    expect(seen.size).toBeGreaterThan(10);
  });
});
