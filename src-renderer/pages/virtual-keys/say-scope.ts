import { messages } from '../../messages.ts';
import type { VirtualKey } from './virtual-key.ts';

const { virtualKeys: said } = messages;
const list = new Intl.ListFormat(undefined, { type: 'conjunction' });

/** What a key may reach. */
export function sayScope({ allowed_connections, allowed_models }: VirtualKey): string {
  const connections =
    allowed_connections === null ? said.allConnections : list.format(allowed_connections);
  return allowed_models === null
    ? connections
    : `${connections}, ${said.someModels(list.format(allowed_models))}`;
}
