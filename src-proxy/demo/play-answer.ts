import type { Dispatcher } from 'undici';
import type { DemoAnswer } from './demo-answer.ts';
import { readDemoRequest } from './demo-request.ts';
import { InProcessController } from './in-process-controller.ts';
import { routeDemo } from './route-demo.ts';

/**
 * Calls a dispatch handler as undici would with the answer of a server: never within `dispatch` itself,
 * nothing while it is paused, nothing after it aborted but the error.
 */
export async function playAnswer(
  options: Dispatcher.DispatchOptions,
  handler: Dispatcher.DispatchHandler,
): Promise<void> {
  const controller = new InProcessController((reason) =>
    handler.onResponseError?.(controller, reason),
  );
  try {
    const request = await readDemoRequest(options);
    handler.onRequestStart?.(controller, {});
    if (controller.aborted) return;
    handler.onRequestSent?.();
    await play(routeDemo(request), controller, handler);
  } catch (error) {
    controller.abort(error instanceof Error ? error : new Error('demo'));
  }
}

async function play(
  answer: DemoAnswer,
  controller: InProcessController,
  handler: Dispatcher.DispatchHandler,
): Promise<void> {
  const headers = headersOf(answer);
  controller.rawHeaders = Object.entries(headers).flat();
  handler.onResponseStarted?.();
  handler.onResponseStart?.(controller, answer.status, headers);
  const { body } = answer;
  for await (const chunk of typeof body === 'string' ? [body] : body) {
    await controller.ready();
    if (controller.aborted) return;
    handler.onResponseData?.(controller, Buffer.from(chunk));
  }
  await controller.ready();
  if (!controller.aborted) handler.onResponseEnd?.(controller, {});
}

const headersOf = ({ contentType, body }: DemoAnswer): Readonly<Record<string, string>> => ({
  'content-type': contentType,
  ...(typeof body === 'string'
    ? { 'content-length': String(Buffer.byteLength(body)) }
    : { 'cache-control': 'no-cache' }),
});
