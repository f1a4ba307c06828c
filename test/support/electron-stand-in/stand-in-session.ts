import type { Session, session as ElectronSession, WebContents, WebRequest } from 'electron';
import { partly } from './partly.ts';

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];

let onRequest: RequestHandler = null;
let onCheck: CheckHandler = null;
let mayLoad: (url: string) => boolean = () => true;

const webRequest: WebRequest = partly<WebRequest>('webRequest', {
  onBeforeRequest: (...args: readonly unknown[]) => {
    const listener = args.at(-1);
    if (typeof listener !== 'function') return;
    mayLoad = (url) => {
      let isCancelled = false;
      const answer = ({ cancel }: { cancel?: boolean }): void => {
        isCancelled = cancel === true;
      };
      Reflect.apply(listener, undefined, [{ url }, answer]);
      return !isCancelled;
    };
  },
});

const defaultSession: Session = partly<Session>('session', {
  webRequest,
  setPermissionRequestHandler: (handler) => {
    onRequest = handler;
  },
  setPermissionCheckHandler: (handler) => {
    onCheck = handler;
  },
  setDevicePermissionHandler: () => undefined,
});

export const session: typeof ElectronSession = partly<typeof ElectronSession>('session', {
  defaultSession,
});

export const mayPageLoad = (url: string): boolean => mayLoad(url);

/** What the app would answer a page that asks for a permission, by both of Electron's questions. */
export function askPermission(contents: WebContents, permission: string): boolean {
  let isGranted = onRequest === null;
  const answer = (given: boolean): void => {
    isGranted = given;
  };
  const details = { requestingUrl: '', isMainFrame: true };
  if (onRequest !== null)
    Reflect.apply(onRequest, undefined, [contents, permission, answer, details]);
  const checked =
    onCheck === null || Reflect.apply(onCheck, undefined, [contents, permission, '', details]);
  return isGranted || checked;
}
