import { AppError } from '../../src-proxy/errors.ts';
import type { OutputOf } from '../../src-proxy/management/contract.ts';

type Provider = OutputOf<'providers.list'>['providers'][number];

/** The sites of the catalog's providers: the only ones the app opens. */
export function allowedOrigins(providers: readonly Pick<Provider, 'links'>[]): ReadonlySet<string> {
  const links = providers.flatMap((provider) => Object.values(provider.links ?? {}));
  return new Set(links.flatMap((address) => URL.parse(address)?.origin ?? []));
}

/** The address as it may be handed to the system. @throws link_not_allowed */
export function checkLink(address: string, allowed: ReadonlySet<string>): string {
  const url = URL.parse(address);
  const isPlain = url?.protocol === 'https:' && url.username === '' && url.password === '';
  if (url === null || !isPlain || !allowed.has(url.origin)) throw new AppError('link_not_allowed');
  return url.href;
}
