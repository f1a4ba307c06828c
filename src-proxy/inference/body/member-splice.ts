import { jsonByte } from './json-byte.ts';
import type { Splice } from './apply-splices.ts';
import type { Member } from './scan-members.ts';

export const replaceValue = ({ valueStart, valueEnd }: Member, text: string): Splice => ({
  start: valueStart,
  end: valueEnd,
  text,
});

/** Adds `text` behind the member `last`, or as the only member of the object opening at or after `start`. */
export function insertMember(
  body: Buffer,
  start: number,
  last: Member | undefined,
  text: string,
): Splice {
  const at = last?.valueEnd ?? body.indexOf(jsonByte.openBrace, start) + 1;
  return { start: at, end: at, text: last === undefined ? text : `,${text}` };
}
