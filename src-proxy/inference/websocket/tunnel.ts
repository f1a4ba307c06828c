import { STATUS_CODES, type IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { AnswerReading, TokenUsage } from '../../dialects/dialect.ts';
import { toAppError, type AppError } from '../../errors.ts';
import { ClientGone } from '../client-gone.ts';
import { Relay } from '../answer/relay.ts';
import type { RelayOptions } from '../answer/relay-options.ts';
import { FrameReader } from './frame-reader.ts';
import { RealtimeUsage } from './realtime-usage.ts';

export interface TunnelOptions extends RelayOptions {
  readonly socket: Socket;
  /** What the client sent right behind its handshake. */
  readonly head: Buffer;
  /** Hears of all a session has used whenever that has grown. @throws to end it */
  readonly onUsage: (total: TokenUsage) => void;
}

/**
 * One WebSocket between client and provider. Until the provider switches protocols this is a call like
 * any other, and so is its answer when it does not. An open tunnel counts as relayed however it ends:
 * leaving is how clients end one.
 */
export class Tunnel extends Relay {
  readonly #options: TunnelOptions;
  readonly #usage = new RealtimeUsage((total) => this.#noteUsage(total));
  #upstream: Duplex | null = null;
  #openedAt: number | null = null;

  constructor(options: TunnelOptions) {
    super(options);
    this.#options = options;
  }

  override get status(): number | null {
    return this.#upstream === null ? super.status : 101;
  }

  override get firstByteAt(): number | null {
    return this.#openedAt ?? super.firstByteAt;
  }

  override reading(): AnswerReading | null {
    if (this.#upstream === null) return super.reading();
    return { usage: this.#usage.total(), servedModel: null, isComplete: true };
  }

  override abort(reason: AppError | ClientGone): void {
    if (this.#upstream === null) {
      super.abort(reason);
    } else {
      this.over({ kind: 'relayed', cut: reason instanceof ClientGone ? null : reason });
      this.#upstream.destroy();
      this.#options.socket.destroy();
    }
  }

  onRequestUpgrade(
    _controller: Dispatcher.DispatchController,
    _status: number,
    headers: IncomingHttpHeaders,
    upstream: Duplex,
  ): void {
    const { socket, head, clock } = this.#options;
    this.#upstream = upstream;
    this.#openedAt = clock();
    socket.write(this.#switching(headers));
    if (head.length > 0) upstream.write(head);
    const frames = new FrameReader((message) => this.#usage.observe(message));
    upstream.on('data', (chunk: Buffer) => frames.observe(chunk));
    upstream.on('error', () => upstream.destroy());
    upstream.once('close', () => {
      this.over({ kind: 'relayed', cut: null });
      socket.destroySoon();
    });
    // A client that ended its half has said its last; nobody waits for what the provider makes of it.
    upstream.once('finish', () => upstream.destroy());
    upstream.pipe(socket, { end: false });
    socket.pipe(upstream);
  }

  #noteUsage(total: TokenUsage): void {
    try {
      this.#options.onUsage(total);
    } catch (error) {
      this.abort(toAppError(error));
    }
  }

  #switching(headers: IncomingHttpHeaders): string {
    const list = ['Upgrade', 'websocket', 'Connection', 'Upgrade'];
    for (const name of ['sec-websocket-accept', 'sec-websocket-protocol'] as const) {
      const value = headers[name];
      if (typeof value === 'string') list.push(name, value);
    }
    list.push(...this.#options.headersFor(headers, 101));
    let text = `HTTP/1.1 101 ${STATUS_CODES[101] ?? ''}\r\n`;
    for (let at = 0; at + 1 < list.length; at += 2) text += `${list[at]}: ${list[at + 1]}\r\n`;
    return `${text}\r\n`;
  }
}
