/**
 * Chromium alone knows no private schemes, so a page of the app is shown under a name of its own that
 * leads nowhere: `latchport-app://ui/x` as `http://ui.latchport-app.localhost/x`. Nothing listens there;
 * every request is answered by the app's own handler. What is special to the scheme itself only real
 * Electron can show.
 */
const SUFFIX = '.localhost';

export function toChromium(address: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z-]+):\/\/([^/]*)(.*)$/.exec(address) ?? [];
  return `http://${host}.${scheme}${SUFFIX}${rest}`;
}

/** Null for an address that is none of the app's. */
export function fromChromium(address: string): string | null {
  const [, host, scheme, rest] =
    /^http:\/\/([^./]+)\.([a-z-]+)\.localhost(\/.*)?$/.exec(address) ?? [];
  return host === undefined || scheme === undefined ? null : `${scheme}://${host}${rest ?? ''}`;
}

export function originOf(address: string): string {
  const own = fromChromium(address);
  return own === null
    ? (URL.parse(address)?.origin ?? 'null')
    : own.split('/').slice(0, 3).join('/');
}
