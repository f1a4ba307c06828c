import type { DialectName } from '../../dialects/dialect-name.ts';
import { foldName } from './fold-name.ts';
import { hasOwnCap } from './has-own-cap.ts';
import { invalidMember, isNull, isObject, readNumber } from './read-value.ts';
import { scanMembers } from './scan-members.ts';
import type { Member } from './scan-members.ts';

/** What a call says about how much it may generate. */
export interface OutputLimits {
  /**
   * The largest cap named, in tokens an answer; null when one lifts the limit, or none is named as the
   * dialect names it (see `hasOwnCap`).
   */
  readonly outputCap: number | null;
  /** How many answers are asked for at once (`n`, `best_of`, `candidateCount`); 1 when unsaid. */
  readonly answerCount: number;
}

const caps: ReadonlySet<string> = new Set([
  'max_tokens',
  'max_completion_tokens',
  'max_output_tokens',
  'maxoutputtokens',
]);
const counts: ReadonlySet<string> = new Set(['n', 'best_of', 'candidatecount', 'candidate_count']);

/** Protocol buffers' JSON takes both spellings (https://protobuf.dev/programming-guides/json/). */
const geminiConfigs: ReadonlySet<string> = new Set(['generationconfig', 'generation_config']);

interface Found {
  largestCap: number;
  smallestCap: number;
  answerCount: number;
}

/**
 * Reads the limits as the most generous reader downstream might: every spelling and every duplicate
 * counts, and the largest wins, because a budget reserves by it. Local servers take a cap of 0 or
 * less for "no limit" (llama-cpp-python #64, LM Studio).
 */
export function readOutputLimits(
  body: Buffer,
  members: readonly Member[],
  dialect: DialectName,
): OutputLimits {
  const found: Found = { largestCap: -Infinity, smallestCap: Infinity, answerCount: 1 };
  for (const member of members) {
    const name = foldName(member.name);
    if (!geminiConfigs.has(name)) {
      note(body, member, name, found);
    } else if (!isNull(body, member)) {
      if (!isObject(body, member)) throw invalidMember(member, 'an object');
      for (const inner of scanMembers(body, member.valueStart, member.valueEnd)) {
        note(body, inner, foldName(inner.name), found);
      }
    }
  }
  const isNamed = found.largestCap !== -Infinity && hasOwnCap(body, members, dialect);
  const isLimited = isNamed && found.smallestCap > 0 && found.largestCap > 0;
  return { outputCap: isLimited ? found.largestCap : null, answerCount: found.answerCount };
}

function note(body: Buffer, member: Member, name: string, found: Found): void {
  if (caps.has(name)) {
    const cap = readNumber(body, member);
    if (cap === null) return;
    found.largestCap = Math.max(found.largestCap, cap);
    found.smallestCap = Math.min(found.smallestCap, cap);
  } else if (counts.has(name)) {
    found.answerCount = Math.max(found.answerCount, readNumber(body, member) ?? 1);
  }
}
