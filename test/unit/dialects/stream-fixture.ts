import type { DialectName } from '../../../src-proxy/dialects/dialect-name.ts';
import type { AnswerReading, TokenUsage } from '../../../src-proxy/dialects/dialect.ts';

/** A streamed answer, and what there is to read in it. */
export interface StreamFixture {
  readonly dialect: DialectName;
  readonly text: string;
  readonly reading: AnswerReading;
}

/** An event that says in its JSON what it is. */
export interface TypedEvent {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** A usage with nothing cached and nothing reasoned, unless told. */
export function tokens(input: number, output: number, parts: Partial<TokenUsage> = {}): TokenUsage {
  return { input, cachedInput: 0, cacheWrite: 0, output, reasoning: 0, ...parts };
}

/** Server-sent events, each of the JSON given. */
export function events(...data: readonly (object | string)[]): string {
  return data
    .map((one) => `data: ${typeof one === 'string' ? one : JSON.stringify(one)}\n\n`)
    .join('');
}

/** Server-sent events named by their `type`, as Anthropic and the Responses API send them. */
export function typedEvents(...data: readonly TypedEvent[]): string {
  return data.map((one) => `event: ${one.type}\ndata: ${JSON.stringify(one)}\n\n`).join('');
}
