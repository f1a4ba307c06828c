/** What the demo provider answers. */
export interface DemoAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Whole, or piece by piece as they become ready. */
  readonly body: string | AsyncIterable<string>;
}

export const json = (value: unknown, status = 200): DemoAnswer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(value),
});

/** Server-sent events, each already rendered with its blank line. */
export const eventStream = (events: AsyncIterable<string>): DemoAnswer => ({
  status: 200,
  contentType: 'text/event-stream; charset=utf-8',
  body: events,
});

export const dataEvent = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

export interface NamedEvent {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** An event that carries its name twice, as those of Anthropic and of OpenAI's Responses API do. */
export const namedEvent = (value: NamedEvent): string =>
  `event: ${value.type}\n${dataEvent(value)}`;
