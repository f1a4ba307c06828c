import { useRef } from 'react';
import { Sparkline } from '../../components/sparkline.tsx';
import { messages } from '../../messages.ts';
import { sayCount } from '../../say/say-number.ts';
import { useIsSeen } from '../../browser/use-is-seen.ts';
import { sayShortDay } from '../usage/say-day.ts';
import { useKeyDays } from './use-key-days.ts';
import type { VirtualKey } from './virtual-key.ts';

const { sparkline: said } = messages.virtualKeys;

/** Calls a day of a key. Asked for once its row is seen: there may be hundreds. */
export function KeySparkline({ virtualKey }: { readonly virtualKey: VirtualKey }) {
  const place = useRef<HTMLSpanElement>(null);
  const isSeen = useIsSeen(place);
  const days = useKeyDays(virtualKey, isSeen);
  return (
    <span ref={place} className="sparkline-place">
      {days === null ? null : (
        <Sparkline values={days.map(({ requests }) => requests)} label={describe(days)} />
      )}
    </span>
  );
}

interface DayCount {
  readonly day: string;
  readonly requests: number;
}

function describe(days: readonly DayCount[]): string {
  const total = days.reduce((sum, { requests }) => sum + requests, 0);
  const busiest = days.reduce((most, each) => (each.requests > most.requests ? each : most));
  const calls = messages.words.requests(total);
  return said.described(
    calls,
    sayCount(days.length),
    sayShortDay(busiest.day),
    sayCount(busiest.requests),
  );
}
