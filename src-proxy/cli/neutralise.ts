/**
 * Text from elsewhere (labels, model names, a provider's words) on its way to a terminal. Characters
 * that a terminal obeys instead of showing - escape sequences, carriage returns, marks that reverse the
 * direction of text or hide it - are spelled out, so nothing can forge a line or move the cursor
 * (Unicode Technical Report 36, sections 2.10 and 3.5; CWE-150).
 */
const OBEYED =
  /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

const spellOut = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

export function neutralise(text: string): string {
  return text.replaceAll(OBEYED, spellOut);
}

/** The same for JSON text: its escapes mean the same to whoever reads the JSON. */
export function neutraliseJson(json: string): string {
  return json.replaceAll(OBEYED, (character) =>
    character === '\n'
      ? character
      : Array.from(
          { length: character.length },
          (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
        ).join(''),
  );
}
