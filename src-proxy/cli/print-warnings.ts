import type { OutputOf } from '../management/contract.ts';
import type { Cli } from './cli.ts';
import { dim, yellow } from './paint.ts';
import { sayCount } from './say-amount.ts';
import { sayTime } from './say-time.ts';

type VirtualKey = OutputOf<'virtual_keys.show'>;
type Warning = VirtualKey['warnings'][number];

export const warningKinds = [
  'several_clients',
  'several_environments',
  'used_in_browser',
  'revoked_key_tried',
  'regenerated_key_tried',
  'expired_key_tried',
] as const;

const words: Readonly<Record<Warning['kind'], string>> = {
  several_clients: 'used by several programs',
  several_environments: 'used across environments',
  used_in_browser: 'seen in a web page',
  revoked_key_tried: 'still tried after it was revoked',
  regenerated_key_tried: 'a former key of it is still tried',
  expired_key_tried: 'still tried after it expired',
};

/** One line a warning, and how to be rid of them. */
export function printWarnings({ print, clock }: Cli, keys: readonly VirtualKey[]): void {
  const warned = keys.filter(({ warnings }) => warnings.length > 0);
  for (const { label, warnings } of warned) {
    for (const warning of warnings) {
      print.line(yellow(`! ${label}: ${words[warning.kind]}`), `: ${saySeen(warning, clock())}`);
    }
  }
  const [first] = warned;
  if (first !== undefined) {
    print.line(dim(`When that is as it should be: latchport key dismiss "${first.label}"`));
  }
}

function saySeen({ kind, seen, first_seen_at, last_seen_at }: Warning, now: number): string {
  const names = seen.map(({ name, count }) => `${name} (${sayCount(count)})`).join(', ');
  const who = kind.endsWith('_tried') ? `by ${names}` : names;
  return `${who}; last ${sayTime(last_seen_at, now)}, first ${sayTime(first_seen_at, now)}`;
}
