import { z } from 'zod';
import { operation } from './operation.ts';
import { count, pageLimit, time } from './scalars.ts';
import { usageRecord } from './usage.ts';

/** One line of the audit log: who did what, through which door. */
const loggedEvent = z.strictObject({
  id: count,
  at: time,
  type: z.string(),
  actor: z.enum(['cli', 'shell', 'browser', 'management_key', 'engine']),
  /** Of the management key it came by; null: it came otherwise. */
  actor_id: z.string().nullable(),
  /** The id of what it happened to. */
  subject_id: z.string().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

const afterId = z.coerce.number<number>().int().min(0);

export const eventOperations = {
  'events.list': operation({
    method: 'GET',
    path: '/events',
    summary: 'The audit log, oldest first: the latest, or those after an id.',
    input: z.strictObject({ after_id: afterId.exactOptional(), limit: pageLimit }),
    output: z.strictObject({ events: z.array(loggedEvent) }),
  }),
  'events.stream': operation({
    method: 'GET',
    path: '/events/stream',
    summary: 'Events and finished requests as they happen; with `after_id` what was missed first.',
    input: z.strictObject({ after_id: afterId.exactOptional() }),
    output: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('event'), event: loggedEvent }),
      z.strictObject({ type: z.literal('request'), request: usageRecord }),
      z.strictObject({ type: z.literal('heartbeat'), at: time }),
    ]),
    isStream: true,
  }),
};
