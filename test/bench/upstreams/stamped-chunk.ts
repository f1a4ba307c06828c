/**
 * A chunk of a chat completion stream that carries the moment it was sent, in microseconds of the
 * machine's monotonic clock, which all processes of one machine share. Fixed width, so that a reader
 * needs no JSON parser.
 */
const DIGITS = 16;
const MARK = '"system_fingerprint":"sent_';
const BEFORE =
  'data: {"id":"chatcmpl-bench0000000000000000000","object":"chat.completion.chunk",' +
  `"created":1760000000,"model":"gpt-4o-mini-2024-07-18","service_tier":"default",${MARK}`;
const AFTER =
  '","choices":[{"index":0,"delta":{"content":" word"},"logprobs":null,"finish_reason":null}]}\n\n';

export const STREAM_USAGE =
  'data: {"id":"chatcmpl-bench0000000000000000000","object":"chat.completion.chunk",' +
  '"created":1760000000,"model":"gpt-4o-mini-2024-07-18","choices":[],' +
  '"usage":{"prompt_tokens":24,"completion_tokens":500,"total_tokens":524}}\n\n';

export const STREAM_END = 'data: [DONE]\n\n';

export function monotonicMicros(): number {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1e6 + Math.floor(nanos / 1e3);
}

export function stampedChunk(): string {
  return BEFORE + String(monotonicMicros()).padStart(DIGITS, '0') + AFTER;
}

/**
 * Calls `each` with every stamp in `text`.
 * @returns the end of the text that may hold the beginning of a further stamp
 */
export function readStamps(text: string, each: (sentMicros: number) => void): string {
  let from = 0;
  for (;;) {
    const at = text.indexOf(MARK, from);
    if (at < 0) return text.slice(Math.max(from, text.length - MARK.length + 1));
    const end = at + MARK.length + DIGITS;
    if (end > text.length) return text.slice(at);
    each(Number(text.slice(end - DIGITS, end)));
    from = end;
  }
}
