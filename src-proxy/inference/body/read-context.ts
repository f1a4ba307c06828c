import { isNull, isString } from './read-value.ts';
import { readString } from './scan-members.ts';
import type { Member } from './scan-members.ts';

/** What a call takes for input beside its body: an earlier answer and all that led to it. */
export interface EarlierContext {
  /** The answer's id, where one is named. */
  readonly answerId: string | null;
}

/**
 * `previous_response_id` and `conversation` of OpenAI (developers.openai.com/docs/guides/conversation-state).
 * Null where a call names neither.
 */
export function readContext(body: Buffer, members: readonly Member[]): EarlierContext | null {
  let context: EarlierContext | null = null;
  for (const member of members) {
    if (isNull(body, member)) continue;
    if (member.name === 'conversation') return { answerId: null };
    if (member.name !== 'previous_response_id') continue;
    const answerId = isString(body, member)
      ? readString(body, member.valueStart, member.valueEnd)
      : null;
    context = { answerId };
  }
  return context;
}
