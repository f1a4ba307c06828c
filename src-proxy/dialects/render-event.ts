/**
 * What comes before an event added after a cut. The first line feed ends a line broken anywhere,
 * also within a multi-byte character (no byte of one is a line feed) or between CR and LF; the
 * second ends the event it belonged to, so that nothing of it can join ours. After a whole event
 * both are empty lines, which mean nothing.
 */
export const startAnew = '\n\n';

/**
 * One server-sent event. Everything beyond ASCII is escaped, because some clients split lines at
 * Unicode line separators too, and messages may quote what a provider named a thing.
 */
export function renderEvent(data: unknown, name?: string): string {
  const json = JSON.stringify(data).replace(
    /[\u007F-\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${name === undefined ? '' : `event: ${name}\n`}data: ${json}\n\n`;
}
