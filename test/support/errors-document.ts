import { errorTable } from '../../src-proxy/errors.ts';

/** docs/errors.md: the error table as people read it, facts shown by their names. */
export function errorsDocument(): string {
  const entries = Object.entries(errorTable).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const rows = entries.map(
    ([code, { status, type, message }]) =>
      `| \`${code}\` | ${status} | \`${type}\` | ${escapeCell(readable(message))} |`,
  );
  return [
    '# Every error, by code',
    '',
    'Latchport answers each failure with a stable `code`, an HTTP status, a type, and a message that says what to do next.',
    'On the proxy door it is rendered in the dialect of the caller and repeated in the header `x-latchport-error-code`;',
    "a provider's own errors pass unchanged and carry no such header.",
    '',
    '| code | status | type | message |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** Stands for a fact: reads as its name, be it put in as a text, a list or a number. */
class NamedFact extends Array<string> {
  toFixed(): string {
    return this.join('');
  }

  toPrecision(): string {
    return this.join('');
  }
}

function readable(message: unknown): string {
  const facts = new Proxy({}, { get: (_target, name) => NamedFact.of(`<${String(name)}>`) });
  const text =
    typeof message === 'function' ? String(Reflect.apply(message, undefined, [facts])) : '';
  return text.replaceAll('NaN', '<number>');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
