import { items, member } from './json-members.ts';
import { countIn, tokenUsage } from './token-usage.ts';
import type { TokenUsage } from './dialect.ts';

/**
 * Reads a `usageMetadata` object. There the total is the sum of prompt, tool-use prompt, candidates
 * and thoughts, and the prompt includes cached content (@google/genai,
 * GenerateContentResponseUsageMetadata).
 */
export function readGeminiUsage(usageMetadata: unknown): TokenUsage | null {
  const prompt = countIn(usageMetadata, 'promptTokenCount');
  const candidates = countIn(usageMetadata, 'candidatesTokenCount');
  const thoughts = countIn(usageMetadata, 'thoughtsTokenCount');
  if (prompt === null && candidates === null && thoughts === null) return null;
  return tokenUsage({
    input: (prompt ?? 0) + (countIn(usageMetadata, 'toolUsePromptTokenCount') ?? 0),
    cachedInput: countIn(usageMetadata, 'cachedContentTokenCount') ?? 0,
    cacheWrite: 0,
    output: (candidates ?? 0) + (thoughts ?? 0),
    reasoning: thoughts ?? 0,
    audioInput: soundIn(member(usageMetadata, 'promptTokensDetails')),
    audioOutput: soundIn(member(usageMetadata, 'candidatesTokensDetails')),
  });
}

/** Of a list that counts tokens by what they are (`ModalityTokenCount`). */
function soundIn(details: unknown): number {
  const sound = items(details).find((item) => member(item, 'modality') === 'AUDIO');
  return countIn(sound, 'tokenCount') ?? 0;
}
