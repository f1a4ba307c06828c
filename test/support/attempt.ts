import type { Dispatcher } from 'undici';
import { describeFailure, type Failure } from '../../src-proxy/outbound/describe-failure.ts';
import type { Outbound } from '../../src-proxy/outbound/outbound.ts';

export interface Attempt {
  readonly status: number | null;
  readonly body: string;
  readonly failure: Failure | null;
}

/** Sends one request as the forwarding step does and tells what became of it. */
export function attempt(
  outbound: Outbound,
  url: string,
  options: Partial<Dispatcher.DispatchOptions> & {
    readonly onData?: (chunk: Buffer, controller: Dispatcher.DispatchController) => void;
  } = {},
): Promise<Attempt> {
  const { origin, pathname, search } = new URL(url);
  const { onData, ...request } = options;
  const progress = { isSent: false, isAnswering: false };
  let status: number | null = null;
  let body = '';
  return new Promise((resolve) => {
    outbound.dispatcherFor(origin).dispatch(
      { origin, path: pathname + search, method: 'GET', ...request },
      {
        onRequestStart: () => void (progress.isSent = true),
        onResponseStarted: () => void (progress.isAnswering = true),
        onResponseStart: (_controller, code) => void (status = code),
        onResponseData: (controller, chunk) => {
          body += chunk.toString();
          onData?.(chunk, controller);
        },
        onResponseEnd: () => resolve({ status, body, failure: null }),
        onResponseError: (_controller, error) =>
          resolve({ status, body, failure: describeFailure(error, progress) }),
      },
    );
  });
}
