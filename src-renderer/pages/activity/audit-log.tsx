import { ScrollText } from 'lucide-react';
import { Empty } from '../../components/empty.tsx';
import { Problem } from '../../components/problem.tsx';
import { messages } from '../../messages.ts';
import { sayClock } from '../../say/say-time.ts';
import { useNow } from '../../browser/use-now.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { EventDetail } from './event-detail.tsx';

const { log: said } = messages.activity;
const names: Readonly<Record<string, string>> = said.events;

const SHOWN = 500;

export function AuditLog() {
  const now = useNow();
  const { data, error } = useOperation('events.list', { limit: SHOWN });
  const events = data?.events.toReversed();
  return (
    <>
      <Problem of={error} />
      {events?.length === 0 ? (
        <Empty icon={<ScrollText size={28} />} title={said.empty.title} text={said.empty.text} />
      ) : (
        <ol className="log" aria-label={said.label}>
          {events?.map((event) => (
            <li key={event.id}>
              <time className="number soft" dateTime={event.at}>
                {sayClock(event.at, now)}
              </time>
              <span className="log-name">{names[event.type] ?? event.type}</span>
              <EventDetail event={event} />
              <span className="log-actor small soft">{said.actors[event.actor]}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
