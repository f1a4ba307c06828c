/** A parameter of a MIME header. */
export interface Parameter {
  /** In lower case. */
  readonly name: string;
  /** Without its quotes; a backslash stays, whatever it escapes. */
  readonly raw: string;
}

const parameter =
  /;[ \t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))[ \t]*/y;

/** The parameters behind a header's value (RFC 2045, section 5.1); null when they break its grammar. */
export function readParameters(header: string): readonly Parameter[] | null {
  const start = header.indexOf(';');
  const found: Parameter[] = [];
  let at = start === -1 ? header.length : start;
  while (at < header.length) {
    parameter.lastIndex = at;
    const match = parameter.exec(header);
    if (match === null) return isLoneSemicolon(header, at) ? found : null;
    const [whole, name = '', quoted, bare = ''] = match;
    found.push({ name: name.toLowerCase(), raw: quoted ?? bare });
    at += whole.length;
  }
  return found;
}

/** Some clients end the list with one. */
const isLoneSemicolon = (header: string, at: number): boolean => header.slice(at).trim() === ';';
