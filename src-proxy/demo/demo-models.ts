import { json, type DemoAnswer } from './demo-answer.ts';
import type { DemoRequest } from './demo-request.ts';

interface DemoModel {
  readonly id: string;
  readonly name: string;
  /** Between two words of a streamed answer. */
  readonly wordDelayMs: number;
}

const demoModels: readonly DemoModel[] = [
  { id: 'demo', name: 'Demo', wordDelayMs: 15 },
  { id: 'demo-fast', name: 'Demo, without pauses', wordDelayMs: 0 },
  { id: 'demo-echo', name: 'Demo, answers with the length of your message', wordDelayMs: 15 },
];

export const findDemoModel = (id: unknown): DemoModel | undefined =>
  demoModels.find((model) => model.id === id);

/** The day the demo models are dated; clients sort by it. */
const releasedAt = new Date('2026-01-01T00:00:00Z');

const openAiModel = ({ id }: DemoModel): object => ({
  id,
  object: 'model',
  created: releasedAt.getTime() / 1000,
  owned_by: 'latchport-demo',
});

const anthropicModel = ({ id, name }: DemoModel): object => ({
  type: 'model',
  id,
  display_name: name,
  created_at: releasedAt.toISOString(),
});

const geminiModel = ({ id, name }: DemoModel): object => ({
  name: `models/${id}`,
  version: '1',
  displayName: name,
  description: 'Answers from Latchport itself; no model runs.',
  inputTokenLimit: 32_768,
  outputTokenLimit: 8_192,
  supportedGenerationMethods: ['generateContent', 'streamGenerateContent', 'countTokens'],
});

/** GET /v1/models and GET /v1beta/models. */
export function listModels({ family }: DemoRequest): DemoAnswer {
  switch (family) {
    case 'gemini':
      return json({ models: demoModels.map(geminiModel) });
    case 'anthropic':
      return json({
        data: demoModels.map(anthropicModel),
        has_more: false,
        first_id: demoModels[0]?.id,
        last_id: demoModels.at(-1)?.id,
      });
    case 'openai':
      break;
  }
  return json({ object: 'list', data: demoModels.map(openAiModel) });
}

const shapes = { openai: openAiModel, anthropic: anthropicModel, gemini: geminiModel };

/** GET /v1/models/{id} and GET /v1beta/models/{id}; null when there is none of that id. */
export function showModel({ family }: DemoRequest, id: string): DemoAnswer | null {
  const model = findDemoModel(id);
  return model === undefined ? null : json(shapes[family](model));
}
