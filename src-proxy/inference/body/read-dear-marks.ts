/** What in a body makes its tokens dearer than text. */
export interface DearMarks {
  /** Input may be kept in the provider's cache for an hour (Anthropic's `ttl`). */
  readonly isKeptForHour: boolean;
  /** There may be sound in it, or in the answer. */
  readonly isSpoken: boolean;
}

const soundMarks = ['audio', 'Audio', 'AUDIO'] as const;

/**
 * Looks for the words that ask for it anywhere in the body: rather too often than too rarely, since budgets
 * reserve by it. A body that spells letters or digits as escapes, which nothing needs, could ask for anything.
 */
export function readDearMarks(body: Buffer): DearMarks {
  const isHidden = escapesPlainText(body);
  return {
    isKeptForHour: isHidden || body.includes('"1h"'),
    isSpoken: isHidden || soundMarks.some((mark) => body.includes(mark)),
  };
}

/** Digits and letters of ASCII; others, and signs, are escaped by some clients. */
const plainText = /^(?:3[0-9]|[46][1-9a-f]|[57][0-9a])$/i;

/** A body with more escapes than this is not looked through; it could ask for anything too. */
const MAX_LOOKS = 20_000;

function escapesPlainText(body: Buffer): boolean {
  let looks = 0;
  for (let at = body.indexOf(ESCAPE); at !== -1; at = body.indexOf(ESCAPE, at + 1)) {
    if ((looks += 1) > MAX_LOOKS) return true;
    const hex = at + ESCAPE.length;
    if (plainText.test(body.toString('latin1', hex, hex + 2))) return true;
  }
  return false;
}

const ESCAPE = Buffer.from(String.raw`\u00`);
