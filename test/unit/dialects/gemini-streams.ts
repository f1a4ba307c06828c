import { events, tokens } from './stream-fixture.ts';
import type { StreamFixture } from './stream-fixture.ts';

const dialect = 'gemini';
const modelVersion = 'gemini-2.5-flash';

function says(text: string, usageMetadata: object, finishReason?: string): object {
  const candidate = { content: { role: 'model', parts: [{ text }] }, index: 0 };
  return {
    candidates: [finishReason === undefined ? candidate : { ...candidate, finishReason }],
    usageMetadata,
    modelVersion,
    responseId: 'r1',
  };
}

const chunks: readonly object[] = [
  says('Grüße "', { promptTokenCount: 20, totalTokenCount: 20 }),
  says('你好 {"usageMetadata":{"promptTokenCount":1}} 😀 \\"]}', {
    promptTokenCount: 20,
    candidatesTokenCount: 4,
    totalTokenCount: 24,
  }),
  says(
    '.',
    {
      promptTokenCount: 20,
      cachedContentTokenCount: 16,
      candidatesTokenCount: 9,
      thoughtsTokenCount: 105,
      toolUsePromptTokenCount: 30,
      totalTokenCount: 164,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: 20 }],
    },
    'STOP',
  ),
];

const reading = {
  usage: tokens(50, 114, { cachedInput: 16, reasoning: 105 }),
  servedModel: modelVersion,
  isComplete: true,
};

const refused = {
  promptFeedback: { blockReason: 'SAFETY' },
  usageMetadata: { promptTokenCount: 6, totalTokenCount: 6 },
  modelVersion,
};

export const geminiStreams: Readonly<Record<string, StreamFixture>> = {
  events: { dialect, text: events(...chunks), reading },
  'events with CR LF and spaced JSON': {
    dialect,
    text: events(
      ...chunks.map((chunk) => JSON.stringify(chunk).replaceAll('":', '": ')),
    ).replaceAll('\n', '\r\n'),
    reading,
  },
  'an array': { dialect, text: JSON.stringify(chunks), reading },
  'an array over many lines, as Google sends it': {
    dialect,
    text: `[${chunks.map((chunk) => JSON.stringify(chunk, null, 2)).join('\n,\r\n')}\n]\n`,
    reading,
  },
  'an array after white space': {
    dialect,
    text: `\r\n  ${JSON.stringify(chunks, null, 1)}`,
    reading,
  },
  'events after white space': { dialect, text: `\n  ${events(...chunks.slice(2))}`, reading },
  'events cut short': {
    dialect,
    text: events(...chunks.slice(0, 2)),
    reading: { usage: tokens(20, 4), servedModel: modelVersion, isComplete: false },
  },
  'an array cut short': {
    dialect,
    text: JSON.stringify(chunks, null, 2).slice(0, -10),
    reading: { usage: tokens(20, 4), servedModel: modelVersion, isComplete: false },
  },
  'a refused prompt': {
    dialect,
    text: events(refused),
    reading: { usage: tokens(6, 0), servedModel: modelVersion, isComplete: true },
  },
  'a refused prompt in an array': {
    dialect,
    text: JSON.stringify([refused], null, 2),
    reading: { usage: tokens(6, 0), servedModel: modelVersion, isComplete: true },
  },
  'no usage at all': {
    dialect,
    text: events({ candidates: [{ finishReason: 'MAX_TOKENS' }] }),
    reading: { usage: null, servedModel: null, isComplete: true },
  },
};
