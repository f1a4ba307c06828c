import type { DialectName } from '../../dialects/dialect-name.ts';
import { checkModelText } from './model-text.ts';
import { foldName } from './fold-name.ts';
import { readOutputLimits } from './read-output-limits.ts';
import { readRouting } from './read-routing.ts';
import { invalidMember, isNull, isObject, readBoolean, readText } from './read-value.ts';
import { scanMembers } from './scan-members.ts';
import type { BodyCall } from './body-call.ts';
import type { Routing } from './read-routing.ts';
import type { Member } from './scan-members.ts';

export interface JsonCall extends BodyCall {
  /** For `spliceBody`. */
  readonly members: readonly Member[];
}

/**
 * Reads the top level of a request body. Of duplicates the last wins, as in JSON.parse; `spliceBody`
 * changes them all.
 * @throws body_invalid_json, body_invalid_member
 */
export function readJsonCall(body: Buffer, dialect: DialectName): JsonCall {
  const members = scanMembers(body);
  let model: string | null = null;
  let stream = false;
  let routing: Routing | null = null;
  let hasStreamOptionsUsage = false;
  for (const member of members) {
    switch (member.name) {
      case 'model':
        model = readModel(body, member);
        break;
      case 'stream':
        stream = readBoolean(body, member);
        break;
      case 'routing':
        routing = readRouting(body, member.valueStart, member.valueEnd);
        break;
      case 'stream_options':
        hasStreamOptionsUsage = readIncludeUsage(body, member);
        break;
      default:
        if (foldName(member.name) === 'model') readModel(body, member);
    }
  }
  const { outputCap, answerCount } = readOutputLimits(body, members, dialect);
  return { model, stream, routing, outputCap, answerCount, hasStreamOptionsUsage, members };
}

function readModel(body: Buffer, member: Member): string | null {
  const text = readText(body, member);
  return text === null || text === '' ? null : checkModelText(text);
}

function readIncludeUsage(body: Buffer, member: Member): boolean {
  if (isNull(body, member)) return false;
  if (!isObject(body, member)) throw invalidMember(member, 'an object');
  let isAsked = false;
  for (const inner of scanMembers(body, member.valueStart, member.valueEnd)) {
    if (inner.name === 'include_usage') isAsked = readBoolean(body, inner);
  }
  return isAsked;
}
