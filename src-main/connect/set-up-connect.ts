import type { Log } from '../../src-proxy/log.ts';
import type { ManagementClient } from '../../src-proxy/management/client.ts';
import type { Notifier } from '../notices/notifier.ts';
import type { Pages } from '../window/pages.ts';
import { Approvals } from './approvals.ts';
import { openApprovalWindow } from './open-approval-window.ts';
import { registerLinkScheme, type IncomingLinks } from './receive-links.ts';

/** From here on a link that asks for a key is put before the user. */
export function setUpConnect(
  links: IncomingLinks,
  client: ManagementClient,
  pages: Pages,
  notifier: Notifier,
  log: Log,
): Approvals {
  const approvals = new Approvals({
    client,
    openWindow: () => openApprovalWindow(pages, log),
    onRefusedLink: (body) =>
      notifier.show({ title: 'A link was refused', body, path: '/connections' }),
    clock: Date.now,
  });
  registerLinkScheme();
  links.deliver((link) => approvals.receive(link));
  return approvals;
}
