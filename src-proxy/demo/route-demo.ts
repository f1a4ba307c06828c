import type { DemoAnswer } from './demo-answer.ts';
import { answerChat, answerCompletion } from './demo-chat.ts';
import { answerEmbeddings } from './demo-embeddings.ts';
import { countGeminiTokens, generateContent, streamGenerateContent } from './demo-gemini.ts';
import { answerMessages, countMessageTokens } from './demo-messages.ts';
import { listModels, showModel } from './demo-models.ts';
import { anthropicRefusal, geminiRefusal, openAiRefusal, unknownPath } from './demo-refusal.ts';
import type { DemoRequest } from './demo-request.ts';
import { answerResponses } from './demo-responses.ts';

/** Answers one request; `name` is what the pattern's group found in the path. Null: not found. */
type Answer = (request: DemoRequest, name: string) => DemoAnswer | null;

const routes: readonly (readonly [method: string, path: RegExp, answer: Answer])[] = [
  ['GET', /^\/v1(?:beta)?\/models$/, listModels],
  ['GET', /^\/v1(?:beta)?\/models\/([^/:]+)$/, showModel],
  ['POST', /^\/v1\/chat\/completions$/, answerChat],
  ['POST', /^\/v1\/completions$/, answerCompletion],
  ['POST', /^\/v1\/responses$/, answerResponses],
  ['POST', /^\/v1\/embeddings$/, answerEmbeddings],
  ['POST', /^\/v1\/messages$/, answerMessages],
  ['POST', /^\/v1\/messages\/count_tokens$/, countMessageTokens],
  ['POST', /^\/v1(?:beta)?\/models\/([^/:]+):generateContent$/, generateContent],
  ['POST', /^\/v1(?:beta)?\/models\/([^/:]+):streamGenerateContent$/, streamGenerateContent],
  ['POST', /^\/v1(?:beta)?\/models\/([^/:]+):countTokens$/, countGeminiTokens],
];

const refusals = { openai: openAiRefusal, anthropic: anthropicRefusal, gemini: geminiRefusal };

const refuseUnknown = ({ family }: DemoRequest): DemoAnswer => refusals[family](unknownPath);

export function routeDemo(request: DemoRequest): DemoAnswer {
  for (const [method, path, answer] of routes) {
    const found = method === request.method ? path.exec(request.path) : null;
    if (found !== null) return answer(request, found[1] ?? '') ?? refuseUnknown(request);
  }
  return refuseUnknown(request);
}
