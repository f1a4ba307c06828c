import { shell } from 'electron';
import type { ManagementClient } from '../../src-proxy/management/client.ts';
import { allowedOrigins, checkLink } from './check-link.ts';

/** Opens an address of the catalog's sites in the user's browser. @throws link_not_allowed, engine_* */
export type OpenLink = (address: string) => Promise<void>;

export function createLinkOpener(client: ManagementClient): OpenLink {
  return async (address) => {
    const { providers } = await client.call('providers.list', {});
    await shell.openExternal(checkLink(address, allowedOrigins(providers)));
  };
}
