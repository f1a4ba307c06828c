import type { Session } from 'electron';
import { SCHEME } from './app-scheme.ts';

/** What pages of the app may load; `devtools:` is Chromium's own tool, in development only. */
const OWN_SCHEMES: ReadonlySet<string> = new Set([`${SCHEME}:`, 'data:', 'blob:', 'devtools:']);

export const isOwnAddress = (address: string): boolean =>
  OWN_SCHEMES.has(URL.parse(address)?.protocol ?? '');

/** No permission is ever given, no device ever shown, and no request of a page leaves the machine. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwnAddress(url) }));
}
