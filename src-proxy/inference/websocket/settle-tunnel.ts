import { AppError } from '../../errors.ts';
import { ClientGone } from '../client-gone.ts';
import type { Exchange, InferenceDeps } from '../exchange.ts';
import { recordUsage, closeRecord } from '../settle.ts';
import type { Tunnel } from './tunnel.ts';

/** Writes down how a realtime session ended and what it used. Leaving is how clients end one. */
export async function settleTunnel(
  exchange: Exchange,
  tunnel: Tunnel,
  deps: InferenceDeps,
): Promise<void> {
  const end = await tunnel.outcome;
  const { record } = exchange;
  record.status = tunnel.status;
  record.firstByteAt = tunnel.firstByteAt;
  if (end instanceof AppError) {
    record.outcome = 'upstream_error';
    record.errorCode = end.code;
  } else {
    const isOpened = tunnel.status === 101;
    record.outcome = isOpened ? 'ok' : end instanceof ClientGone ? 'client_gone' : 'upstream_error';
  }
  const usage = tunnel.usage.total();
  if (usage !== null) recordUsage(exchange, usage, deps);
  closeRecord(exchange, deps);
}
