import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { describe, expect, it } from 'vitest';
import { createDemoDispatcher, demoOrigin } from '../../../src-proxy/demo/demo-dispatcher.ts';
import { fetchBounded } from '../../../src-proxy/outbound/fetch-bounded.ts';
import { createOutbound } from '../../../src-proxy/outbound/outbound.ts';

type Handler = Dispatcher.DispatchHandler;

const streamed = JSON.stringify({
  model: 'demo-fast',
  stream: true,
  messages: [{ role: 'user', content: 'hello' }],
});

interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly error: Error | null;
}

const dispatch = (
  options: Partial<Dispatcher.DispatchOptions> = {},
  on: Partial<Handler> = {},
): Promise<Seen> => {
  const { promise, resolve } = Promise.withResolvers<Seen>();
  let [status, headers, body] = [0, {}, ''];
  createDemoDispatcher().dispatch(
    {
      origin: demoOrigin,
      path: '/v1/chat/completions',
      method: 'POST',
      body: streamed,
      ...options,
    },
    {
      onRequestStart: (...seen) => on.onRequestStart?.(...seen),
      onResponseStart: (controller, code, fields) => {
        [status, headers] = [code, fields];
        on.onResponseStart?.(controller, code, fields);
      },
      onResponseData: (controller, chunk) => {
        body += chunk.toString();
        on.onResponseData?.(controller, chunk);
      },
      onResponseEnd: () => resolve({ status, headers, body, error: null }),
      onResponseError: (_controller, error) => resolve({ status, headers, body, error }),
    },
  );
  return promise;
};

describe('the demo dispatcher', () => {
  it('is the way to the demo origin', async () => {
    const outbound = createOutbound({ isOwnAddress: () => false });
    expect(outbound.dispatcherFor(demoOrigin).constructor.name).toBe('DemoDispatcher');
    await outbound.destroy();
  });

  it('answers the calls of the engine itself', async () => {
    const outbound = createOutbound({ isOwnAddress: () => false });
    const { status, body } = await fetchBounded(outbound, {
      url: `${demoOrigin}/v1/models`,
      method: 'GET',
      timeoutMs: 1_000,
      maxBytes: 10_000,
    });
    expect([status, body.toString()]).toEqual([200, expect.stringContaining('"demo-echo"')]);
    await outbound.destroy();
  });

  it('calls nothing back before dispatch has returned', async () => {
    let hasReturned = false;
    const done = dispatch({}, { onRequestStart: () => expect(hasReturned).toBe(true) });
    hasReturned = true;
    expect((await done).error).toBeNull();
  });

  it('waits while it is paused', async () => {
    const chunks: number[] = [];
    let isPaused = false;
    const { body } = await dispatch(
      {},
      {
        onResponseData: (controller, chunk) => {
          expect(isPaused).toBe(false);
          chunks.push(chunk.length);
          if (chunks.length % 10 !== 0) return;
          isPaused = true;
          controller.pause();
          setTimeout(() => {
            isPaused = false;
            controller.resume();
          }, 5);
        },
      },
    );
    expect(chunks.length).toBeGreaterThan(20);
    expect(body.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('stops at an abort with its reason', async () => {
    let chunks = 0;
    const reason = new Error('enough');
    const { error } = await dispatch(
      {},
      {
        onResponseData: (controller) => {
          chunks += 1;
          if (chunks === 3) controller.abort(reason);
        },
      },
    );
    expect(error).toBe(reason);
    await new Promise((resolve) => void setTimeout(resolve, 20));
    expect(chunks).toBe(3);
  });

  it('stops at an abort while it is paused', async () => {
    const reason = new Error('enough');
    const { error, body } = await dispatch(
      {},
      {
        onResponseStart: (controller) => {
          controller.pause();
          setTimeout(() => controller.abort(reason), 5);
        },
      },
    );
    expect([error, body]).toEqual([reason, '']);
  });

  it('answers nothing when the handler aborts at the start', async () => {
    const reason = new Error('enough');
    const { error, status } = await dispatch(
      {},
      { onRequestStart: (controller) => controller.abort(reason) },
    );
    expect([error, status]).toEqual([reason, 0]);
  });

  it('hands on what a handler throws', async () => {
    const { error } = await dispatch(
      {},
      {
        onResponseStart: () => {
          throw new Error('thrown');
        },
      },
    );
    expect(error?.message).toBe('thrown');
  });

  it.each([
    ['text', streamed],
    ['bytes', Buffer.from(streamed)],
    ['a stream', Readable.from([streamed.slice(0, 9), streamed.slice(9)])],
  ])('reads a body given as %s', async (_what, body) => {
    expect((await dispatch({ body })).status).toBe(200);
  });

  it.each([
    ['a flat list', ['Anthropic-Version', '2023-06-01']],
    ['a record', { 'anthropic-version': '2023-06-01' }],
    ['pairs', new Map([['anthropic-version', '2023-06-01']])],
  ])('reads headers given as %s', async (_what, headers) => {
    const { body } = await dispatch({ method: 'GET', path: '/v1/models', body: null, headers });
    expect(body).toContain('display_name');
  });

  it.each([
    ['/v1/nothing', {}, /"code":"not_found"/],
    ['/v1/models/gpt-9', {}, /"code":"not_found"/],
    ['/v1/messages/nothing', {}, /"type":"not_found_error"/],
    ['/v1/nothing', { 'anthropic-version': '1' }, /"type":"not_found_error"/],
    ['/v1beta/nothing', {}, /"status":"NOT_FOUND"/],
    ['/v1beta/models/gemini-9', {}, /"status":"NOT_FOUND"/],
  ])('says not found at %s in the dialect of the caller', async (path, headers, expected) => {
    const { status, body } = await dispatch({ method: 'GET', path, headers, body: null });
    expect(status).toBe(404);
    expect(body).toMatch(expected);
  });

  it.each([
    ['/v1/chat/completions', 'not json', /must be a JSON object/],
    ['/v1/chat/completions', '[]', /must be a JSON object/],
    ['/v1/chat/completions', '{}', /\\"model\\" must be a string/],
    ['/v1/chat/completions', '{"model":"demo"}', /\\"messages\\" is missing/],
    ['/v1/responses', '{"model":"demo"}', /\\"input\\" is missing/],
    ['/v1/embeddings', '{"model":"demo","input":1}', /\\"input\\" must be/],
    ['/v1/embeddings', '{"model":"demo","input":"a","dimensions":0}', /\\"dimensions\\" must be/],
    ['/v1/messages', '{"model":"demo"}', /"invalid_request_error","message":"\\"messages\\"/],
    ['/v1beta/models/demo:generateContent', '{}', /"status":"INVALID_ARGUMENT"/],
  ])('refuses at %s the body %s', async (path, requestBody, expected) => {
    const { status, body, headers } = await dispatch({ path, body: requestBody });
    expect(status).toBe(400);
    expect(body).toMatch(expected);
    expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
  });
});
