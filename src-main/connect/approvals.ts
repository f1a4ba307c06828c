import { AppError } from '../../src-proxy/errors.ts';
import type { ManagementClient } from '../../src-proxy/management/client.ts';
import type { ShellOutputOf } from '../shell-contract.ts';
import { handOverKey, tellRefusal } from './hand-over-key.ts';
import { parseConnectLink, type ConnectRequest } from './parse-connect-link.ts';
import { sayRequest } from './say-request.ts';

/** A window that shows one request; closing it without an answer is a refusal. */
export interface ApprovalWindow {
  readonly contentsId: number;
  readonly closed: Promise<void>;
}

export interface ApprovalDeps {
  readonly client: ManagementClient;
  readonly openWindow: () => ApprovalWindow;
  /** Tells of a link that was refused before anybody was asked. */
  readonly onRefusedLink: (message: string) => void;
  readonly clock: () => number;
}

/** More links than these at once are not a user's doing. */
const MAX_OPEN = 3;

/**
 * Requests of apps that wait for the user, each in a window of its own whose content never changes, so
 * that nothing can slip in under the pointer. A request is answered once.
 */
export class Approvals {
  readonly #deps: ApprovalDeps;
  readonly #open = new Map<number, ConnectRequest>();

  constructor(deps: ApprovalDeps) {
    this.#deps = deps;
  }

  /** A link arrived. Shows it, or says why it was refused; never more. */
  receive(link: string): void {
    try {
      const request = parseConnectLink(link);
      if (this.#open.size >= MAX_OPEN) {
        throw new AppError('connect_link_invalid', { problem: 'too many ask at once' });
      }
      const window = this.#deps.openWindow();
      this.#open.set(window.contentsId, request);
      void this.#refuseWhenClosed(window, request);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#deps.onRefusedLink(error.message);
    }
  }

  async #refuseWhenClosed(window: ApprovalWindow, request: ConnectRequest): Promise<void> {
    await window.closed;
    if (this.#open.delete(window.contentsId)) await tellRefusal(request);
  }

  /** @throws approval_over */
  read(contentsId: number): ShellOutputOf<'approval.read'> {
    const request = this.#open.get(contentsId);
    if (request === undefined) throw new AppError('approval_over');
    return sayRequest(request, this.#deps.clock());
  }

  /** @throws approval_over, connect_*, virtual_key_*, engine_* */
  async decide(contentsId: number, isApproved: boolean): Promise<ShellOutputOf<'approval.decide'>> {
    const request = this.#open.get(contentsId);
    if (request === undefined || !this.#open.delete(contentsId))
      throw new AppError('approval_over');
    if (!isApproved) {
      await tellRefusal(request);
      return { said: `Refused. ${request.app} got nothing. You can close this window.` };
    }
    const label = await handOverKey(request, this.#deps.client, this.#deps.clock());
    return { said: `${request.app} has a key now, "${label}" among your virtual keys.` };
  }
}
