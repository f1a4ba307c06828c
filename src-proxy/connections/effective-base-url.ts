import { AppError } from '../errors.ts';
import { findProvider } from '../providers/catalog.ts';
import type { Connection } from './connection.ts';

/** Where calls of a connection go: its own address, else the catalog's. Without a trailing slash. @throws base_url_missing, provider_unknown */
export function effectiveBaseUrl(connection: Pick<Connection, 'providerId' | 'baseUrl'>): string {
  const provider = findProvider(connection.providerId);
  const baseUrl = connection.baseUrl ?? provider.baseUrl;
  if (baseUrl === null) throw new AppError('base_url_missing', { provider: provider.name });
  return baseUrl;
}
