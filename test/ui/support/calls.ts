import type { Answer } from '../../support/fault-upstream.ts';
import { chatEvent } from '../../support/fault-upstream.ts';
import type { EngineProcess } from './engine-process.ts';

export const OPENAI_KEY = 'sk-proj-ui-test-0123456789abcdefghijklmnopqrstuv';

/** An OpenAI account whose calls end at a local server. Its id. */
export async function connectOpenAi(
  { client }: EngineProcess,
  origin: string,
  label = 'OpenAI',
): Promise<string> {
  const { id } = await client.call('connections.add', {
    provider: 'openai',
    label,
    provider_key: `${OPENAI_KEY}-${label.replaceAll(/\W/g, '')}`,
    base_url: `${origin}/v1`,
    ref_id: label.replaceAll(/\W/g, '-'),
  });
  return id;
}

/** A virtual key in the clear. */
export async function createKey({ client }: EngineProcess, label: string): Promise<string> {
  const { key } = await client.call('virtual_keys.create', { label });
  return key;
}

/** A chat call as a tool makes it. */
export function chat(
  { address }: EngineProcess,
  key: string,
  options: {
    readonly model?: string;
    readonly isStreamed?: boolean;
    readonly maxTokens?: number;
  } = {},
): Promise<Response> {
  return fetch(`${address}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'user-agent': 'my-tool/1.2.3',
    },
    body: JSON.stringify({
      model: options.model ?? 'gpt-4o-mini',
      stream: options.isStreamed ?? false,
      ...(options.maxTokens === undefined ? {} : { max_tokens: options.maxTokens }),
      messages: [{ role: 'user', content: 'secret words' }],
    }),
  });
}

export interface PacedStream {
  readonly answer: Answer;
  /** Lets it come to its end. */
  finish(): void;
}

/** A stream that says a word now and then until it is told to finish. */
export function pacedStream(): PacedStream {
  let isFinished = false;
  return {
    finish: () => {
      isFinished = true;
    },
    answer: (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chatEvent('first'));
      const timer = setInterval(() => {
        if (!isFinished) return void response.write(chatEvent('more'));
        clearInterval(timer);
        response.end(`${chatEvent('last', 'stop')}data: [DONE]\n\n`);
      }, 40);
      response.once('close', () => clearInterval(timer));
    },
  };
}

/** Follows an answer as it comes: what is returned reads on until the text holds `sought`, or to the end. */
export function follow(response: Response): (sought: string) => Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return async (sought) => {
    while (!text.includes(sought)) {
      // oxlint-disable-next-line no-await-in-loop -- one piece after the other is the point
      const piece = await reader?.read();
      if (piece?.value === undefined) break;
      text += piece.value;
    }
    return text;
  };
}
