import type { IncomingHttpHeaders } from 'node:http';
import type { DialectName } from '../../dialects/dialect-name.ts';

/** Whose client asks, told by a header only that vendor's clients send; settles the routes vendors share. */
export type ClientVendor = 'anthropic' | 'google' | null;

export function clientVendor(headers: IncomingHttpHeaders): ClientVendor {
  if (headers['anthropic-version'] !== undefined) return 'anthropic';
  return headers['x-goog-api-key'] === undefined ? null : 'google';
}

/** The dialect to answer in when a request cannot even be identified. */
export function dialectOfPath(path: string, vendor: ClientVendor): DialectName {
  if (vendor === 'anthropic' || /^(\/anthropic)?(\/v1)?\/messages/.test(path)) {
    return 'anthropic-messages';
  }
  return vendor === 'google' || /^(\/google)?\/v1beta\//.test(path) ? 'gemini' : 'openai-chat';
}
