/**
 * The one place where a provider key meets a request. The key is put into a header of this request
 * alone, for the address of its own connection, and is held nowhere afterwards.
 */
import type { Dispatcher } from 'undici';
import type { AuthStyle } from '../../providers/provider.ts';
import type { Secret } from '../../vault/secret.ts';

export interface UpstreamRequest {
  readonly origin: string;
  readonly path: string;
  readonly method: string;
  /** Flat name-value list, without credentials. */
  readonly headers: readonly string[];
  readonly body: Buffer | null;
  /** The protocol to change to, e.g. `websocket`. */
  readonly upgrade?: string;
}

export function forward(
  dispatcher: Dispatcher,
  request: UpstreamRequest,
  secret: Secret | null,
  style: AuthStyle,
  handler: Dispatcher.DispatchHandler,
): void {
  dispatcher.dispatch(
    {
      origin: request.origin,
      path: request.path,
      method: request.method,
      headers: [...request.headers, ...credentialHeader(secret, style)],
      body: request.body,
      ...(request.upgrade === undefined ? {} : { upgrade: request.upgrade }),
    },
    handler,
  );
}

/** The header that carries the key, as a name-value pair; none for servers that take no key. */
export function credentialHeader(secret: Secret | null, style: AuthStyle): readonly string[] {
  if (secret === null || style === 'none') return [];
  return style === 'bearer'
    ? ['authorization', `Bearer ${secret.expose()}`]
    : [style, secret.expose()];
}
