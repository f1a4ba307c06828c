import { AppError } from '../../src-proxy/errors.ts';
import { pageHosts, type PageHost } from '../shell-contract.ts';

/** Who sent a call, as the browser part of Electron knows it; the page has no say in it. */
export interface Sender {
  readonly contentsId: number;
  /** Null for a frame that is gone. */
  readonly origin: string | null;
  readonly isMainFrame: boolean;
}

/**
 * Which page sent it: the main frame of a window the shell opened, showing the very page it opened it
 * for. Electron's security guide, 17: validate the sender of all IPC messages.
 * @throws bridge_sender_foreign
 */
export function checkSender(
  sender: Sender,
  hostOf: (contentsId: number) => PageHost | undefined,
  originOf: (host: PageHost) => string,
): PageHost {
  const host = pageHosts.find((known) => known === hostOf(sender.contentsId));
  if (host === undefined || !sender.isMainFrame || sender.origin !== originOf(host)) {
    throw new AppError('bridge_sender_foreign');
  }
  return host;
}
