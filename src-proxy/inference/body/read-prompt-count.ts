import { foldName } from './fold-name.ts';
import { jsonByte } from './json-byte.ts';
import { countElements } from './count-elements.ts';
import type { Member } from './scan-members.ts';

/**
 * How many prompts a call of OpenAI's `/completions` makes: `prompt` is a text, a list of token ids, or a
 * list of either, and each of these is answered (platform.openai.com/docs/api-reference/completions).
 * @throws body_invalid_json
 */
export function readPromptCount(body: Buffer, members: readonly Member[]): number {
  let most = 1;
  for (const { name, valueStart, valueEnd } of members) {
    if (foldName(name) !== 'prompt' || body[valueStart] !== jsonByte.openBracket) continue;
    most = Math.max(most, countElements(body, valueStart, valueEnd, MOST_PROMPTS, isPrompt));
  }
  return most;
}

/** More than any provider takes, and than any budget covers. */
const MOST_PROMPTS = 100_000;

/** Rather than a token's id. */
const isPrompt = (byte: number | undefined): boolean =>
  byte === jsonByte.quote || byte === jsonByte.openBracket;
