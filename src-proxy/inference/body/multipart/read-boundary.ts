import { invalidMultipart } from './invalid-multipart.ts';
import { readParameters } from './read-parameters.ts';

/** RFC 2046, section 5.1.1: 1 to 70 of these, the last not a space. */
const boundaryText = /^[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]$/;

const formType = /^[ \t]*multipart\/form-data[ \t]*(?:;|$)/i;

/**
 * The boundary a multipart/form-data content type names. Two boundaries, or one in the continued form
 * of RFC 2231, are refused: parsers disagree which one counts (golang/go #47602).
 */
export function readBoundary(contentType: string): string {
  const parameters = formType.test(contentType) ? readParameters(contentType) : null;
  const named = parameters?.filter(({ name }) => /^boundary(?:$|\*)/.test(name)) ?? [];
  const [only] = named;
  if (named.length !== 1 || only?.name !== 'boundary') return invalidMultipart();
  return boundaryText.test(only.raw) ? only.raw : invalidMultipart();
}
