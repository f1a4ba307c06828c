import { CircleCheck, CircleDashed, CircleOff, CircleX, Unplug } from 'lucide-react';
import { messages } from '../messages.ts';
import type { Connection } from '../forms/use-connect.ts';

const icons = {
  valid: CircleCheck,
  invalid: CircleX,
  unreachable: Unplug,
  untested: CircleDashed,
  off: CircleOff,
};

/** How a connection is, in a word and a sign: never by colour alone. */
export function StatusMark({ connection }: { readonly connection: Connection }) {
  const status = connection.is_enabled ? connection.validation_status : 'off';
  const Icon = icons[status];
  return (
    <span className={`mark mark-${status}`}>
      <Icon size={16} />
      {messages.connections.statuses[status]}
    </span>
  );
}
