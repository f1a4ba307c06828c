/**
 * WebSocket calls (`/v1/realtime`): the same steps as any other request up to the provider's 101, then
 * bytes both ways until either side ends it. Extensions are not negotiated, so that what the provider
 * counts can be read from its frames as they pass.
 */
import { ServerResponse, type IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import { AppError } from '../../errors.ts';
import { quotesKey } from '../../virtual-keys/mint-key.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import { admit } from '../admit.ts';
import { attempt } from '../attempt.ts';
import { answerHeaders } from '../answer/answer-headers.ts';
import { authenticateCaller } from '../caller/authenticate-caller.ts';
import { checkModelText } from '../body/model-text.ts';
import { ClientGone } from '../client-gone.ts';
import type { Exchange, InferenceDeps } from '../exchange.ts';
import type { Sending } from '../fallback/sending.ts';
import { forward } from '../upstream/forward.ts';
import { identifyEndpoint } from '../endpoint/identify-endpoint.ts';
import { openExchange } from '../open-exchange.ts';
import { planRoute } from '../plan/plan-route.ts';
import { overrideModel } from '../read-call.ts';
import { refuse } from '../refuse.ts';
import { refuseLoop } from '../caller/refuse-loop.ts';
import { refuseOrigin } from '../caller/refuse-origin.ts';
import { reserve } from '../reserve.ts';
import { routeOf } from '../plan/route-of.ts';
import { settleAnswer } from '../settle.ts';
import { takeSecret } from '../upstream/take-secret.ts';
import { upstreamRequest } from '../upstream/upstream-request.ts';
import { watchSpending } from './watch-spending.ts';
import { Tunnel, type TunnelOptions } from './tunnel.ts';

/** What a session says and hears is known only as it goes on; see `watchSpending`. */
const unsized = {
  estimateInput: () => ({ input: 0, isSpoken: true, isKeptForHour: false }),
  outputCap: null,
  context: null,
  answerCount: 1,
  alternatives: () => [],
};

/** Never rejects. */
export async function handleUpgrade(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  isHostAllowed: boolean,
  deps: InferenceDeps,
): Promise<void> {
  const arrivedAt = performance.now();
  const response = new ServerResponse(request);
  let caller: VirtualKey | null = null;
  let exchange: Exchange | null = null;
  socket.on('error', () => socket.destroy());
  try {
    // An HTTP server hands out plain TCP sockets; anything else cannot be answered as HTTP.
    if (!(socket instanceof Socket)) throw new ClientGone();
    answerOn(response, socket);
    if (!isHostAllowed) throw new AppError('host_not_allowed', { expected: '127.0.0.1' });
    const endpoint = identifyEndpoint('GET', request.url ?? '/', null);
    if (endpoint.operation !== 'realtime') {
      throw new AppError('endpoint_unknown', { method: 'WebSocket', path: endpoint.upstreamPath });
    }
    refuseLoop(request, deps.instanceId);
    caller = authenticateCaller(request, deps);
    refuseOrigin(request, caller, deps);
    exchange = openExchange(request, response, endpoint, caller, arrivedAt, deps);
    const model = overrideModel(request) ?? new URLSearchParams(endpoint.query).get('model');
    if (model === null) throw new AppError('model_missing');
    checkModelText(model);
    exchange.record.requestedModel = model;
    exchange.record.isStreamed = true;
    admit(caller, { model, alternatives: () => [] }, endpoint, deps);
    const route = routeOf(exchange, { routing: null, opening: () => [] }, model);
    const plan = await reserve(exchange, unsized, planRoute(caller, route, deps), deps);
    const send = openTunnel.bind(null, exchange, { socket, head }, deps);
    const tunnel = await attempt(exchange, plan, send, deps);
    await settleAnswer(exchange, unsized, tunnel, deps);
  } catch (error) {
    refuse(request, response, { caller, exchange }, error, deps);
  }
}

/**
 * Lets a plain answer leave on a connection the HTTP server has let go of: it ends behind the answer, and
 * tells the response when there is room again.
 */
function answerOn(response: ServerResponse, socket: Socket): void {
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  socket.on('drain', () => response.emit('drain'));
  response.once('finish', () => socket.destroySoon());
}

async function openTunnel(
  exchange: Exchange,
  { socket, head }: Pick<TunnelOptions, 'socket' | 'head'>,
  deps: InferenceDeps,
  { candidate, overheadMs, constraint, onHead, onFirstChunk }: Sending,
): Promise<Tunnel> {
  const { endpoint, request } = exchange;
  const { provider, connection, model } = candidate;
  const secret = await takeSecret(exchange, candidate, deps);
  const query = new URLSearchParams(endpoint.query);
  query.set('model', model ?? '');
  const upstream = upstreamRequest(
    { ...exchange, endpoint: { ...endpoint, query: `?${query.toString()}` } },
    candidate,
    { path: endpoint.upstreamPath, body: null },
    deps.instanceId,
  );
  const spentMs = overheadMs();
  const tunnel = new Tunnel({
    socket,
    head,
    response: exchange.response,
    dialect: exchange.dialect,
    providerName: provider.name,
    isStreamed: false,
    expectsEnd: false,
    dropUsageEvent: null,
    headersFor: (headers, status) =>
      answerHeaders(exchange, candidate, headers, {
        spentMs,
        constraint: constraint(status),
        allowances: deps.allowances,
      }),
    onHead,
    onFirstChunk,
    onProgress: null,
    onUsage: watchSpending(exchange, candidate, deps),
    clock: deps.clock,
  });
  deps.running.enter(connection.id, tunnel);
  forward(
    deps.outbound.dispatcherFor(upstream.origin),
    { ...upstream, headers: [...upstream.headers, ...handshake(request)], upgrade: 'websocket' },
    secret,
    provider.dialects[endpoint.dialect]?.auth ?? 'bearer',
    tunnel,
  );
  return tunnel;
}

/** The client's half of the handshake (RFC 6455, 4.1), without extensions and without a key posing as a protocol. */
function handshake(request: IncomingMessage): readonly string[] {
  const { headers } = request;
  const protocols = (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((protocol) => protocol.trim())
    .filter((protocol) => protocol !== '' && !/api-?key/i.test(protocol) && !quotesKey(protocol));
  return [
    'sec-websocket-key',
    headers['sec-websocket-key'] ?? '',
    'sec-websocket-version',
    headers['sec-websocket-version'] ?? '13',
    ...(protocols.length > 0 ? ['sec-websocket-protocol', protocols.join(', ')] : []),
  ];
}
