import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../errors.ts';
import type { PageFile } from './page-files.ts';

/** @throws page_missing, page_file_unknown */
export function sendPageFile(
  files: ReadonlyMap<string, PageFile> | null,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (files === null) throw new AppError('page_missing');
  const file = files.get(path);
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  if (file === undefined || !isReading) throw new AppError('page_file_unknown');
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': file.body.length,
    'cache-control': file.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}
