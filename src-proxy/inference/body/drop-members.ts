import type { Splice } from './apply-splices.ts';
import type { Member } from './scan-members.ts';

/**
 * Takes members out of their object. Each goes with the comma behind it; those at the end go with the
 * comma before them, so that exactly one comma stays between any two kept members.
 */
export function dropMembers(
  members: readonly Member[],
  isDropped: (member: Member) => boolean,
): readonly Splice[] {
  const lastKept = members.findLastIndex((member) => !isDropped(member));
  const splices = members
    .slice(0, lastKept + 1)
    .filter(isDropped)
    .map((member) => cut(member.nameStart, (member.commaAt ?? member.valueEnd) + 1));
  const firstOfTail = members[lastKept + 1];
  const last = members.at(-1);
  if (firstOfTail === undefined || last === undefined) return splices;
  const tailStart = members[lastKept]?.commaAt ?? firstOfTail.nameStart;
  return [...splices, cut(tailStart, last.valueEnd)];
}

const cut = (start: number, end: number): Splice => ({ start, end, text: '' });
