import { insertMember, replaceValue } from './member-splice.ts';
import { isObject, isTrue } from './read-value.ts';
import { scanMembers } from './scan-members.ts';
import type { Splice } from './apply-splices.ts';
import type { Member } from './scan-members.ts';

/**
 * Makes every `stream_options` present ask for usage (POST /v1/chat/completions: a stream counts
 * tokens only when asked). Gives no splice for a body without one.
 */
export function askStreamUsage(body: Buffer, members: readonly Member[]): readonly Splice[] {
  return members
    .filter((member) => member.name === 'stream_options')
    .flatMap((options) =>
      isObject(body, options)
        ? includeUsage(body, options)
        : [replaceValue(options, '{"include_usage":true}')],
    );
}

function includeUsage(body: Buffer, options: Member): readonly Splice[] {
  const inner = scanMembers(body, options.valueStart, options.valueEnd);
  const flags = inner.filter((member) => member.name === 'include_usage');
  if (flags.length === 0) {
    return [insertMember(body, options.valueStart, inner.at(-1), '"include_usage":true')];
  }
  return flags.filter((flag) => !isTrue(body, flag)).map((flag) => replaceValue(flag, 'true'));
}
