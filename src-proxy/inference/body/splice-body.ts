import { applySplices } from './apply-splices.ts';
import { askStreamUsage } from './ask-stream-usage.ts';
import { dropMembers } from './drop-members.ts';
import { foldName } from './fold-name.ts';
import { jsonByte } from './json-byte.ts';
import { insertMember, replaceValue } from './member-splice.ts';
import { readString } from './scan-members.ts';
import type { Splice } from './apply-splices.ts';
import type { Member } from './scan-members.ts';

export interface BodyEdits {
  /** What every `model` member shall say; a body without one gets it. Null leaves models alone. */
  readonly model: string | null;
  /** Takes every `routing` member out: it is for Latchport, providers refuse what they do not know. */
  readonly dropsRouting: boolean;
  /** Makes `stream_options.include_usage` true, whatever it was. */
  readonly asksStreamUsage: boolean;
}

/**
 * The body with the edits made and every other byte as it came: one copy, or the same Buffer when
 * nothing had to change. `members` are those `scanMembers` found in this very body.
 */
export function spliceBody(body: Buffer, members: readonly Member[], edits: BodyEdits): Buffer {
  const splices: Splice[] = [];
  const added: string[] = [];
  const isDropped = (member: Member): boolean => edits.dropsRouting && member.name === 'routing';
  if (members.some(isDropped)) splices.push(...dropMembers(members, isDropped));
  if (edits.model !== null) {
    splices.push(...setModel(body, members, edits.model));
    if (!has(members, 'model')) added.push(`"model":${JSON.stringify(edits.model)}`);
  }
  if (edits.asksStreamUsage) {
    splices.push(...askStreamUsage(body, members));
    if (!has(members, 'stream_options')) added.push('"stream_options":{"include_usage":true}');
  }
  if (added.length > 0) {
    const lastKept = members.findLast((member) => !isDropped(member));
    splices.push(insertMember(body, 0, lastKept, added.join(',')));
  }
  return applySplices(body, splices);
}

const has = (members: readonly Member[], name: string): boolean =>
  members.some((member) => member.name === name);

function setModel(body: Buffer, members: readonly Member[], model: string): readonly Splice[] {
  return members
    .filter((member) => foldName(member.name) === 'model' && !saysText(body, member, model))
    .map((member) => replaceValue(member, JSON.stringify(model)));
}

const saysText = (body: Buffer, { valueStart, valueEnd }: Member, text: string): boolean =>
  body[valueStart] === jsonByte.quote && readString(body, valueStart, valueEnd) === text;
