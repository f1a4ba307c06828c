import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import { admit } from './admit.ts';
import { attempt } from './attempt.ts';
import { authenticateCaller } from './caller/authenticate-caller.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import type { Exchange, InferenceDeps } from './exchange.ts';
import { clientVendor } from './endpoint/client-vendor.ts';
import { identifyEndpoint } from './endpoint/identify-endpoint.ts';
import { answerLocally, isAnsweredLocally } from './local/answer-locally.ts';
import { openExchange } from './open-exchange.ts';
import { planRoute } from './plan/plan-route.ts';
import { overrideModel, readCall } from './read-call.ts';
import { refuse } from './refuse.ts';
import { refuseLoop } from './caller/refuse-loop.ts';
import { refuseOrigin } from './caller/refuse-origin.ts';
import { reserve } from './reserve.ts';
import { routeOf } from './plan/route-of.ts';
import { sendCall } from './send-call.ts';
import { settleAnswer } from './settle.ts';

/** The straight line of one request, from its first byte in to its record on disk. Never rejects. */
export async function handleInference(
  request: IncomingMessage,
  response: ServerResponse,
  deps: InferenceDeps,
): Promise<void> {
  const arrivedAt = performance.now();
  let caller: VirtualKey | null = null;
  let exchange: Exchange | null = null;
  try {
    const endpoint = identify(request);
    refuseLoop(request, deps.instanceId);
    caller = authenticateCaller(request, deps);
    refuseOrigin(request, caller, deps);
    if (isAnsweredLocally(endpoint)) {
      answerLocally(response, endpoint, caller, deps);
      return;
    }
    exchange = openExchange(request, response, endpoint, caller, arrivedAt, deps);
    const call = await readCall(request, endpoint, deps.limits);
    const model = overrideModel(request) ?? call.model;
    exchange.record.requestedModel = model;
    exchange.record.isStreamed = call.isStreamed;
    exchange.runsOn = call.runsOn;
    admit(caller, { model, alternatives: call.alternatives }, endpoint, deps);
    const route = planRoute(caller, routeOf(exchange, call, model), deps);
    const plan = await reserve(exchange, call, route, deps);
    const send = sendCall.bind(null, exchange, call, deps);
    const relay = await attempt(exchange, plan, send, deps);
    await settleAnswer(exchange, call, relay, deps);
  } catch (error) {
    refuse(request, response, { caller, exchange }, error, deps);
  }
}

function identify(request: IncomingMessage): Endpoint {
  return identifyEndpoint(
    request.method ?? 'GET',
    request.url ?? '/',
    clientVendor(request.headers),
  );
}
