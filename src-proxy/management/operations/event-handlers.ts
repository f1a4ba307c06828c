import type { LoggedEvent } from '../../events/event.ts';
import type { OutputOf } from '../contract.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { isoTime } from './iso-time.ts';
import { LiveQueue } from './live-queue.ts';
import { viewUsageRecord } from './view-usage-record.ts';

type Message = OutputOf<'events.stream'>;
type WireEvent = OutputOf<'events.list'>['events'][number];

/** Below the idle time-outs of clients and proxies, which start at 30 s. */
const HEARTBEAT_MS = 15_000;
const MAX_WAITING = 1000;
const PAGE = 500;

type EventDeps = Pick<ManagementDeps, 'events' | 'clock'> & {
  readonly usage: Pick<ManagementDeps['usage'], 'subscribe'>;
};

export function eventHandlers(
  deps: EventDeps,
  heartbeatMs = HEARTBEAT_MS,
): HandlersOf<'events.list' | 'events.stream'> {
  return {
    'events.list': ({ after_id, limit }) => {
      const events =
        after_id === undefined
          ? deps.events.listLatest(limit)
          : deps.events.listAfter(after_id, limit);
      return { events: events.map(viewEvent) };
    },
    'events.stream': ({ after_id }, { signal }) =>
      streamMessages(deps, after_id ?? null, signal, heartbeatMs),
  };
}

/** Begins with a heartbeat, so that a reader knows it is heard; then what it missed; then what happens. */
async function* streamMessages(
  { events, usage, clock }: EventDeps,
  afterId: number | null,
  signal: AbortSignal,
  heartbeatMs: number,
): AsyncIterable<Message> {
  const queue = new LiveQueue<Message>(MAX_WAITING);
  const beat = (): Message => ({ type: 'heartbeat', at: isoTime(clock()) });
  const heart = setInterval(() => queue.push(beat()), heartbeatMs);
  const unsubscribe = [
    events.subscribe((event) => queue.push({ type: 'event', event: viewEvent(event) })),
    usage.subscribe((record) => queue.push({ type: 'request', request: viewUsageRecord(record) })),
  ];
  signal.addEventListener('abort', () => queue.end(), { once: true });
  try {
    if (signal.aborted) return;
    yield beat();
    let lastId = afterId ?? Number.POSITIVE_INFINITY;
    for (const event of afterId === null ? [] : missedSince(events, afterId)) {
      lastId = event.id;
      yield { type: 'event', event: viewEvent(event) };
    }
    for await (const message of queue) {
      if (afterId === null || message.type !== 'event' || message.event.id > lastId) yield message;
    }
  } finally {
    clearInterval(heart);
    for (const end of unsubscribe) end();
  }
}

function* missedSince(
  events: ManagementDeps['events'],
  afterId: number,
): Generator<LoggedEvent, void> {
  for (let last = afterId; ;) {
    const page = events.listAfter(last, PAGE);
    yield* page;
    last = page.at(-1)?.id ?? last;
    if (page.length < PAGE) return;
  }
}

function viewEvent(event: LoggedEvent): WireEvent {
  return {
    id: event.id,
    at: isoTime(event.at),
    type: event.type,
    actor: event.actor,
    actor_id: event.actorId,
    subject_id: event.subjectId,
    data: { ...event.data },
  };
}
