import { isNull, isObject, isString } from './read-value.ts';
import { readString } from './scan-members.ts';
import type { Member } from './scan-members.ts';

/** What a call takes for input beside its body: an earlier answer and all that led to it. */
export interface EarlierContext {
  /** The answer's id, where one is named. */
  readonly answerId: string | null;
}

/**
 * `conversation` of OpenAI (developers.openai.com/docs/guides/conversation-state), and what Google keeps
 * (ai.google.dev/gemini-api/docs/caching), of a length nobody tells.
 */
const untold: ReadonlySet<string> = new Set(['conversation', 'cachedContent', 'cached_content']);

/** Null where a call names none of it; of an answer, `previous_response_id` is the name. */
export function readContext(body: Buffer, members: readonly Member[]): EarlierContext | null {
  let context: EarlierContext | null = null;
  for (const member of members) {
    if (isNull(body, member)) continue;
    if (untold.has(member.name) || isStoredPrompt(body, member)) return { answerId: null };
    if (member.name !== 'previous_response_id') continue;
    // Of several a reader may take any.
    if (context !== null) return { answerId: null };
    const answerId = isString(body, member)
      ? readString(body, member.valueStart, member.valueEnd)
      : null;
    context = { answerId };
  }
  return context;
}

/** A prompt kept at OpenAI is named by an object; one that is sent is a text or a list. */
const isStoredPrompt = (body: Buffer, member: Member): boolean =>
  member.name === 'prompt' && isObject(body, member);
