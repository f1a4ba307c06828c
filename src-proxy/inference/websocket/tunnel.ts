import { STATUS_CODES, type IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { AppError } from '../../errors.ts';
import { describeFailure } from '../../outbound/describe-failure.ts';
import { failureError, type FailureFacts } from '../../outbound/failure-error.ts';
import { ClientGone } from '../client-gone.ts';
import type { Exchange } from '../exchange.ts';
import type { RunningRequest } from '../running-requests.ts';
import { FrameReader } from './frame-reader.ts';
import { RealtimeUsage } from './realtime-usage.ts';

export interface TunnelOptions {
  readonly exchange: Exchange;
  readonly socket: Socket;
  /** What the client sent right behind its handshake. */
  readonly head: Buffer;
  readonly facts: FailureFacts;
  readonly headersFor: (headers: IncomingHttpHeaders) => string[];
  readonly clock: () => number;
}

/** Why a tunnel ended; null: the provider closed it. */
export type TunnelEnd = AppError | ClientGone | null;

/**
 * One WebSocket between client and provider. `outcome` resolves when it is over, and rejects with an
 * AppError when it never came to be and the client is still to be told.
 */
export class Tunnel implements Dispatcher.DispatchHandler, RunningRequest {
  readonly outcome: Promise<TunnelEnd>;
  readonly usage = new RealtimeUsage();
  readonly #options: TunnelOptions;
  readonly #resolve: (end: TunnelEnd) => void;
  readonly #reject: (error: Error) => void;
  #controller: Dispatcher.DispatchController | null = null;
  #upstream: Duplex | null = null;
  #refusal: { readonly status: number; readonly headers: string[]; body: Buffer[] } | null = null;
  firstByteAt: number | null = null;
  status: number | null = null;

  constructor(options: TunnelOptions) {
    this.#options = options;
    const { promise, resolve, reject } = Promise.withResolvers<TunnelEnd>();
    this.outcome = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    options.socket.once('close', () => this.abort(new ClientGone()));
  }

  abort(reason: AppError | ClientGone): void {
    if (this.#upstream === null) {
      this.#controller?.abort(reason);
      this.#reject(reason);
    } else {
      this.#resolve(reason);
      this.#upstream.destroy();
      this.#options.socket.destroy();
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
  }

  onRequestUpgrade(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    upstream: Duplex,
  ): void {
    const { socket, head } = this.#options;
    this.#upstream = upstream;
    this.status = status;
    this.firstByteAt = this.#options.clock();
    socket.write(this.#switching(headers));
    if (head.length > 0) upstream.write(head);
    const frames = new FrameReader((message) => this.usage.observe(message));
    upstream.on('data', (chunk: Buffer) => frames.observe(chunk));
    upstream.once('error', () => upstream.destroy());
    upstream.once('close', () => {
      this.#resolve(null);
      socket.end();
    });
    upstream.pipe(socket, { end: false });
    socket.pipe(upstream);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    this.status = status;
    this.#refusal = { status, headers: this.#options.headersFor(headers), body: [] };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#refusal?.body.push(chunk);
  }

  /** The provider answered with plain HTTP: the client gets that. */
  onResponseEnd(): void {
    const { response } = this.#options.exchange;
    if (this.#refusal === null) return;
    response.writeHead(this.#refusal.status, this.#refusal.headers);
    response.end(Buffer.concat(this.#refusal.body));
    this.#resolve(null);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const progress = { isSent: this.#controller !== null, isAnswering: this.#refusal !== null };
    this.#reject(failureError(describeFailure(error, progress), this.#options.facts));
  }

  #switching(headers: IncomingHttpHeaders): string {
    const list = ['Upgrade', 'websocket', 'Connection', 'Upgrade'];
    for (const name of ['sec-websocket-accept', 'sec-websocket-protocol'] as const) {
      const value = headers[name];
      if (typeof value === 'string') list.push(name, value);
    }
    list.push(...this.#options.headersFor(headers));
    let text = `HTTP/1.1 101 ${STATUS_CODES[101] ?? ''}\r\n`;
    for (let at = 0; at + 1 < list.length; at += 2) text += `${list[at]}: ${list[at + 1]}\r\n`;
    return `${text}\r\n`;
  }
}
