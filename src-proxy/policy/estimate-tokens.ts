import type { DialectName } from '../dialects/dialect-name.ts';
import { countAttachments } from './count-attachments.ts';

/**
 * How many tokens a request body may hold, from its bytes alone: too many rather than too few, since
 * budgets reserve by it, and settle by what the provider counts.
 *
 * Text takes 3 bytes a token: English prose takes 4 to 5, source code and JSON 3 to 4, other scripts in
 * UTF-8 at least 3 a character. Files in base64 (pictures, sound, PDF) take far more: the densest, a PDF
 * of plain text, about 40 bytes a token.
 */
const TEXT_BYTES = 3;
const MEDIA_BYTES = 32;

/** Files are longer than this, and are looked for only in bodies that can hold one. */
const STRIDE = 4096;
/** So many characters of base64 in a row are no text: words end. */
const RUN = 96;

export function estimateTokens(body: Buffer): number {
  const media = mediaOf(body);
  return Math.ceil((body.length - media) / TEXT_BYTES + media / MEDIA_BYTES);
}

const COMMA = 0x2c;

/** The most a picture takes, whatever its bytes: a photo of 12 megapixels at OpenAI. */
const PICTURE_TOKENS = 15_000;
/** The same where Anthropic's API is spoken (platform.claude.com/docs/en/build-with-claude/vision). */
const ANTHROPIC_PICTURE_TOKENS = 4800;
/**
 * Of a file beside its bytes: it may be named by an address, and its pages take this much as soon as there
 * are a few.
 */
const FILE_TOKENS = 15_000;

/**
 * Of messages, whose pictures and files may be named by an address or compressed to nearly nothing. Where all
 * that is attached are pictures, their bytes tell nothing: every provider makes large ones smaller.
 */
export function estimateMessageTokens(body: Buffer, dialect: DialectName): number {
  const { pictures, files, recordings } = countAttachments(body);
  const media = mediaOf(body);
  const isPictures = pictures > 0 && files === 0 && recordings === 0;
  const picture = dialect === 'anthropic-messages' ? ANTHROPIC_PICTURE_TOKENS : PICTURE_TOKENS;
  return (
    Math.ceil((body.length - media) / TEXT_BYTES) +
    (isPictures ? 0 : Math.ceil(media / MEDIA_BYTES)) +
    pictures * picture +
    files * FILE_TOKENS
  );
}

/** Of a body that may hold token ids in place of text: each is a number with a comma behind it, however short. */
export function estimateTokenIds(body: Buffer): number {
  let commas = 0;
  // With `indexOf` a body full of commas takes seconds, with `for of` a large one does.
  for (let at = 0; at < body.length; at += 1) if (body[at] === COMMA) commas += 1;
  return Math.max(estimateTokens(body), commas);
}

/** Of a form with files. */
export function estimateFormTokens(bytes: number): number {
  return Math.ceil(bytes / MEDIA_BYTES);
}

/** How many bytes of the body are base64, told by a sample every 4 KiB, so that large bodies are not read through. */
function mediaOf(body: Buffer): number {
  if (body.length < 2 * STRIDE) return 0;
  let bytes = 0;
  for (let at = STRIDE / 2; at + RUN <= body.length; at += STRIDE) {
    if (isBase64(body, at)) bytes += STRIDE;
  }
  return Math.min(bytes, body.length);
}

function isBase64(body: Buffer, from: number): boolean {
  for (let at = from; at < from + RUN; at += 1) {
    if (alphabet[body[at] ?? 0] !== 1) return false;
  }
  return true;
}

const alphabet = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_') {
  alphabet[character.charCodeAt(0)] = 1;
}
