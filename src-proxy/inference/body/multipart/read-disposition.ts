import { invalidMultipart } from './invalid-multipart.ts';
import { readParameters } from './read-parameters.ts';
import type { Parameter } from './read-parameters.ts';

const formData = /^form-data[ \t]*(?:;|$)/i;

/** Every name a parser can find, with or without respect for quotes, plain or encoded. */
const unquotedNames = /;[ \t]*name[ \t]*\*?[ \t]*=/gi;

/**
 * The field name in a part's Content-Disposition (RFC 7578, section 4.2), given in latin1. What parsers
 * read differently - two names, an encoded one (`name*=`), a backslash in one - is refused.
 */
export function readDisposition(text: string): { readonly name: string; readonly isFile: boolean } {
  const isForm = formData.test(text) && text.match(unquotedNames)?.length === 1;
  const parameters = (isForm ? readParameters(text) : null) ?? invalidMultipart();
  const name = parameters.find((parameter) => parameter.name === 'name')?.raw ?? invalidMultipart();
  if (name.includes('\\')) invalidMultipart();
  return { name, isFile: parameters.some(isFileName) };
}

const isFileName = ({ name }: Parameter): boolean => /^filename(?:$|\*)/.test(name);
