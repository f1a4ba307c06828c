import { CircleCheck, CirclePause, CircleX, Hourglass } from 'lucide-react';
import type { OutputOf } from '../../src-proxy/management/contract.ts';
import { messages } from '../messages.ts';

const icons = { active: CircleCheck, paused: CirclePause, revoked: CircleX, expired: Hourglass };
const looks = { active: 'valid', paused: 'unreachable', revoked: 'off', expired: 'off' };

export function KeyStatus({ status }: Pick<OutputOf<'virtual_keys.show'>, 'status'>) {
  const Icon = icons[status];
  return (
    <span className={`mark mark-${looks[status]}`}>
      <Icon size={16} />
      {messages.virtualKeys.statuses[status]}
    </span>
  );
}
