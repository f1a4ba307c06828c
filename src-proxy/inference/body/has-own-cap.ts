import type { DialectName } from '../../dialects/dialect-name.ts';
import { isNull, isObject } from './read-value.ts';
import { scanMembers } from './scan-members.ts';
import type { Member } from './scan-members.ts';

/** The caps every reader of a dialect reads, spelled as all of them do. */
const ownCaps: Readonly<Record<DialectName, readonly string[]>> = {
  'openai-chat': ['max_tokens', 'max_completion_tokens'],
  'openai-responses': ['max_output_tokens'],
  'anthropic-messages': ['max_tokens'],
  gemini: ['maxOutputTokens', 'max_output_tokens'],
};

const geminiConfigs: ReadonlySet<string> = new Set(['generationConfig', 'generation_config']);

/**
 * Whether a cap is named as the dialect names it. Whoever reads no `max_output_tokens` in a chat
 * generates as much as it likes, so by such a name no budget may reserve less.
 */
export function hasOwnCap(body: Buffer, members: readonly Member[], dialect: DialectName): boolean {
  if (dialect !== 'gemini') return isCapped(body, members, dialect);
  const configs = members.filter(({ name }) => geminiConfigs.has(name));
  return (
    configs.length > 0 &&
    configs.every(
      (config) => isObject(body, config) && isCapped(body, inside(body, config), dialect),
    )
  );
}

/** Of several of one name a reader may take any, and null is no cap. */
function isCapped(body: Buffer, members: readonly Member[], dialect: DialectName): boolean {
  return ownCaps[dialect].some((name) => {
    const named = members.filter((member) => member.name === name);
    return named.length > 0 && named.every((member) => !isNull(body, member));
  });
}

const inside = (body: Buffer, { valueStart, valueEnd }: Member): readonly Member[] =>
  scanMembers(body, valueStart, valueEnd);
