import type { IncomingMessage } from 'node:http';
import { AppError } from '../../errors.ts';
import { GatheredBytes } from '../../outbound/gathered-bytes.ts';
import { ClientGone } from '../client-gone.ts';

export interface BodyLimits {
  readonly maxBodyBytes: number;
  readonly bodyTimeoutMs: number;
}

/**
 * The whole request body, bounded in bytes and in the time it may take.
 * @throws request_too_large, body_timeout, body_encoding_unsupported; ClientGone when the client left
 */
export function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== '' && encoding !== 'identity') {
    const shown = encoding.slice(0, 20).replaceAll(/[^\w-]/g, '?');
    return Promise.reject(new AppError('body_encoding_unsupported', { encoding: shown }));
  }
  const { maxBodyBytes } = limits;
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) {
    return Promise.reject(new AppError('request_too_large', { maxBytes: maxBodyBytes }));
  }
  return new Promise((resolve, reject) => {
    const gathered = new GatheredBytes();
    let timer: NodeJS.Timeout | undefined;
    const fail = (error: AppError | ClientGone): void => {
      clearTimeout(timer);
      request.removeListener('data', onData);
      request.pause();
      reject(error);
    };
    const onData = (chunk: Buffer): void => {
      if (gathered.size + chunk.length > maxBodyBytes) {
        fail(new AppError('request_too_large', { maxBytes: maxBodyBytes }));
      } else {
        gathered.push(chunk);
      }
    };
    // A small body came in one packet with the head, and is read before the next tick: it needs no timer.
    process.nextTick(() => {
      if (request.complete || request.destroyed) return;
      timer = setTimeout(() => fail(new AppError('body_timeout')), limits.bodyTimeoutMs);
    });
    request.on('data', onData);
    request.once('end', () => {
      clearTimeout(timer);
      resolve(gathered.join());
    });
    request.once('close', () => {
      if (!request.complete) fail(new ClientGone());
    });
  });
}
