import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib';

type Decode = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const decoders: Readonly<Record<string, Decode>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

/**
 * Undoes a content coding (RFC 9110, section 8.4.1) some servers apply although identity was asked for.
 * Decoding stops at `maxBytes`, so a small body cannot unfold into a large one. Null when the coding is not
 * known, broken, or the result too large.
 */
export async function decodeBody(
  body: Buffer,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Buffer | null> {
  const coding = (contentEncoding ?? '').trim().toLowerCase();
  if (coding === '' || coding === 'identity' || body.length === 0) return body;
  const decode = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
  try {
    return (await decode?.(body, { maxOutputLength: maxBytes })) ?? null;
  } catch {
    return null;
  }
}
