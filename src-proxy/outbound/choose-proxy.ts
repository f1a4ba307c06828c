import { AppError } from '../errors.ts';
import { classifyAddress } from './classify-address.ts';
import { bareHost, isPrivateName } from './host-name.ts';
import { readNoProxy } from './no-proxy.ts';
import type { ProxySettings } from './proxy-settings.ts';

export interface Proxy {
  readonly origin: URL;
  /** The value of `proxy-authorization`, when the setting held credentials. */
  readonly authorization: string | null;
}

export type ChooseProxy = (origin: URL) => Proxy | null;

/**
 * Decides which origins go through which proxy. This machine and private networks are reached directly
 * unless `isPrivateProxied`: a proxy elsewhere would reach its own loopback, not ours. Throws
 * `config_invalid` for a setting that is no proxy URL; it never quotes the setting.
 */
export function createProxyChoice(settings: ProxySettings): ChooseProxy {
  const forHttp = readProxy('HTTP_PROXY', settings.httpProxy);
  const forHttps = readProxy('HTTPS_PROXY', settings.httpsProxy) ?? forHttp;
  const isExcepted = readNoProxy(settings.noProxy ?? '');
  return (origin) => {
    const isPlain = origin.protocol === 'http:';
    const proxy = isPlain ? forHttp : forHttps;
    if (proxy === null) return null;
    const host = bareHost(origin.hostname);
    const isDirect = settings.isPrivateProxied !== true && isOnOwnNetwork(host);
    if (isDirect || isExcepted(host, Number(origin.port || (isPlain ? 80 : 443)))) return null;
    return proxy;
  };
}

function isOnOwnNetwork(host: string): boolean {
  const kind = classifyAddress(host);
  return kind === null ? isPrivateName(host) : kind !== 'public';
}

function readProxy(name: string, text: string | undefined): Proxy | null {
  if (text === undefined || text.trim() === '') return null;
  const withScheme = /^[a-z0-9+.-]+:\/\//i.test(text.trim())
    ? text.trim()
    : `http://${text.trim()}`;
  const url = URL.parse(withScheme);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    const problem = 'it must be the URL of an HTTP proxy, like http://proxy.example.com:3128';
    throw new AppError('config_invalid', { name, problem });
  }
  return { origin: new URL(url.origin), authorization: readCredentials(name, url) };
}

function readCredentials(name: string, { username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  try {
    const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(plain).toString('base64')}`;
  } catch {
    const problem = 'its user name or password is not percent-encoded properly';
    throw new AppError('config_invalid', { name, problem });
  }
}
