/** An event as a client that follows the standard would get it. */
export interface ParsedEvent {
  readonly name: string;
  readonly data: string;
}

/**
 * Parses an event stream by the letter of
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation: lines
 * end with CR LF, LF or CR, an event without data is none, and one that the stream's end breaks off
 * is dropped.
 */
export function parseEvents(bytes: Uint8Array): readonly ParsedEvent[] {
  const events: ParsedEvent[] = [];
  let name = '';
  let data: string[] = [];
  for (const line of new TextDecoder()
    .decode(bytes)
    .split(/\r\n|\n|\r/)
    .slice(0, -1)) {
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (line === '' && data.length > 0) events.push({ name, data: data.join('\n') });
    if (line === '') {
      name = '';
      data = [];
    } else if (field === 'event') name = value;
    else if (field === 'data') data.push(value);
  }
  return events;
}
