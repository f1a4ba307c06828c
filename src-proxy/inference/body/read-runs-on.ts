import { foldName } from './fold-name.ts';
import { isFalse, isNull } from './read-value.ts';
import type { Member } from './scan-members.ts';

/**
 * `background` of OpenAI (developers.openai.com/docs/guides/background), `deferred` of xAI (docs.x.ai,
 * deferred completions).
 */
const names: ReadonlySet<string> = new Set(['background', 'deferred']);

/**
 * Whether a call goes on at the provider when its client has left, so that its answer comes later. Whatever else
 * stands there than no, somebody may read it as a yes.
 */
export function readRunsOn(body: Buffer, members: readonly Member[]): boolean {
  return members.some(
    (member) => names.has(foldName(member.name)) && !isNull(body, member) && !isFalse(body, member),
  );
}
