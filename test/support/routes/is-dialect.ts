import type { DialectName } from '../../../src-proxy/dialects/dialect-name.ts';

const dialects: readonly DialectName[] = [
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'gemini',
];

export const isDialect = (text: string): text is DialectName =>
  dialects.some((dialect) => dialect === text);
