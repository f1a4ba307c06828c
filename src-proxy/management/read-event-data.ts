/**
 * The `data` of each server-sent event, however the text is cut
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html, section 9.2.6). Other fields
 * and comments are passed over.
 */
export async function* readEventData(chunks: AsyncIterable<string>): AsyncIterable<string> {
  let rest = '';
  let data: string[] = [];
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
      if (line === '' && data.length > 0) {
        yield data.join('\n');
        data = [];
      }
    }
  }
}
