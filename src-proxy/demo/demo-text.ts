import { setTimeout as delay } from 'node:timers/promises';
import { isRecord } from './demo-request.ts';

/** All text of a message's content: a string, parts, or parts within parts, in any dialect's shape. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) return content.map(textOf).join('');
  if (!isRecord(content)) return '';
  return textOf(content['text'] ?? content['content'] ?? content['parts'] ?? '');
}

/** The text of the last message of the user; `messages` is whatever the request holds there. */
export function lastUserText(messages: unknown): string {
  if (typeof messages === 'string') return messages;
  if (!Array.isArray(messages)) return '';
  const last = messages.findLast(
    (message) => isRecord(message) && (message['role'] ?? 'user') === 'user',
  );
  return textOf(last);
}

/** What the demo counts as tokens of a text it was sent: four characters each, at least one. */
export const countTokens = (text: string): number => Math.max(1, Math.ceil(text.length / 4));

export interface DemoReply {
  /** Each with the space behind it; joined they are the text. Each counts as one token. */
  readonly words: readonly string[];
  /** Whether the caller's own limit cut the text. */
  readonly isCut: boolean;
}

/** Never repeats what was sent: only its length. */
export function composeReply(model: string, userText: string, maxTokens: unknown): DemoReply {
  const length = userText.length;
  const text = model === 'demo-echo' ? echoText(length) : demoText(length);
  const words = text.match(/\S+\s*/g) ?? [];
  const limit = typeof maxTokens === 'number' && maxTokens >= 0 ? maxTokens : words.length;
  return { words: words.slice(0, limit), isCut: limit < words.length };
}

const echoText = (length: number): string =>
  `Your last message had ${length} characters. The demo does not repeat them.`;

const demoText = (length: number): string =>
  `This is Latchport's built-in demo: no model ran, and nothing left this machine. Your last message had ${length} characters. ` +
  'The way here was the real one: your virtual key was checked, limits applied and usage counted. ' +
  'Next, connect an account of yours with "latchport connection add openai --label personal" (or in the window, under Connections), ' +
  'and ask again with one of its models; the virtual key stays the same.';

/** The words one after the other, as a model would speak them. */
export async function* speak(
  words: readonly string[],
  wordDelayMs: number,
): AsyncGenerator<string, void, undefined> {
  for (const [index, word] of words.entries()) {
    // eslint-disable-next-line no-await-in-loop -- the pause between two words is the point
    if (index > 0 && wordDelayMs > 0) await delay(wordDelayMs);
    yield word;
  }
}
