import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext } from 'node:tls';
import { AppError } from '../errors.ts';
import type { Proxy } from './choose-proxy.ts';
import { bareHost } from './host-name.ts';

export interface TunnelOptions {
  readonly timeoutMs: number;
  readonly lookup: LookupFunction;
  readonly secureContext: () => SecureContext;
}

/** The `code` of the errors raised here; failure-table.ts says what each means. */
export type TunnelErrorCode =
  | 'PROXY_UNREACHABLE'
  | 'PROXY_TIMEOUT'
  | 'PROXY_CREDENTIALS'
  | 'PROXY_REFUSED';

const tunnelError = (code: TunnelErrorCode): Error => Object.assign(new Error('proxy'), { code });

type TunnelCallback = (...result: [null, Socket] | [Error, null]) => void;

/**
 * Asks the proxy for a connection to `target` (`host:port`) by CONNECT (RFC 9110, section 9.3.6). Calls back
 * once.
 */
export function openTunnel(
  proxy: Proxy,
  target: string,
  options: TunnelOptions,
  callback: TunnelCallback,
): void {
  const credentials =
    proxy.authorization === null ? {} : { 'proxy-authorization': proxy.authorization };
  const request = httpRequest({
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...credentials },
    createConnection: () => connectToProxy(proxy, options),
  });
  const timer = setTimeout(() => finish(tunnelError('PROXY_TIMEOUT'), null), options.timeoutMs);
  let isFinished = false;
  const finish: TunnelCallback = (...result) => {
    if (isFinished) return;
    isFinished = true;
    clearTimeout(timer);
    if (result[0] !== null) request.destroy();
    callback(...result);
  };
  request.once('connect', (answer: IncomingMessage, socket: Socket, head: Buffer) => {
    const { statusCode = 0 } = answer;
    if (statusCode >= 200 && statusCode < 300) {
      if (head.length > 0) socket.unshift(head);
      finish(null, socket);
    } else {
      socket.destroy();
      finish(tunnelError(statusCode === 407 ? 'PROXY_CREDENTIALS' : 'PROXY_REFUSED'), null);
    }
  });
  request.on('error', (error) =>
    finish(error instanceof AppError ? error : tunnelError('PROXY_UNREACHABLE'), null),
  );
  request.end();
}

function connectToProxy({ origin }: Proxy, { lookup, secureContext }: TunnelOptions): Socket {
  const host = bareHost(origin.hostname);
  if (origin.protocol === 'http:') {
    return connectTcp({ host, port: Number(origin.port || 80), lookup });
  }
  return connectTls({
    host,
    port: Number(origin.port || 443),
    lookup,
    secureContext: secureContext(),
    rejectUnauthorized: true,
    ...(isIP(host) === 0 ? { servername: host } : {}),
  });
}
