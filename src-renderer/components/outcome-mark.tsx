import { Ban, CircleCheck, CircleDotDashed, CircleX, LogOut, Unplug } from 'lucide-react';
import type { Call } from '../facts/use-first-call.ts';
import { messages } from '../messages.ts';

const icons = {
  ok: CircleCheck,
  running: CircleDotDashed,
  client_gone: LogOut,
  upstream_error: CircleX,
  interrupted: Unplug,
  refused: Ban,
};
const looks = {
  ok: 'valid',
  running: 'untested',
  client_gone: 'untested',
  upstream_error: 'invalid',
  interrupted: 'invalid',
  refused: 'unreachable',
};

/** How a call ended, in a word and a sign. */
export function OutcomeMark({ outcome }: Pick<Call, 'outcome'>) {
  const Icon = icons[outcome];
  return (
    <span className={`mark mark-${looks[outcome]}`}>
      <Icon size={15} />
      {messages.activity.outcomes[outcome]}
    </span>
  );
}
