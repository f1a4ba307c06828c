import { AppError } from '../../errors.ts';
import { jsonByte } from './json-byte.ts';
import { readString } from './scan-members.ts';
import type { Member } from './scan-members.ts';

const digits = /^-?\d+$/;

/** `scanMembers` has checked the value, so its first byte tells what it is. */
export const isNull = (body: Buffer, member: Member): boolean => body[member.valueStart] === 0x6e;
export const isTrue = (body: Buffer, member: Member): boolean => body[member.valueStart] === 0x74;
export const isFalse = (body: Buffer, member: Member): boolean => body[member.valueStart] === 0x66;
export const isString = (body: Buffer, member: Member): boolean =>
  body[member.valueStart] === jsonByte.quote;

export const isObject = (body: Buffer, member: Member): boolean =>
  body[member.valueStart] === jsonByte.openBrace;

export function readText(body: Buffer, member: Member): string | null {
  if (isNull(body, member)) return null;
  if (!isString(body, member)) throw invalidMember(member, 'a string');
  return readString(body, member.valueStart, member.valueEnd);
}

/** Null reads as false, as providers read it. */
export function readBoolean(body: Buffer, member: Member): boolean {
  if (isTrue(body, member)) return true;
  if (isFalse(body, member) || isNull(body, member)) return false;
  throw invalidMember(member, 'true or false');
}

/** Gemini takes `"100"` for 100 (https://protobuf.dev/programming-guides/json/, int32). */
export function readNumber(body: Buffer, member: Member): number | null {
  if (isNull(body, member)) return null;
  const text = isString(body, member)
    ? readString(body, member.valueStart, member.valueEnd)
    : body.toString('latin1', member.valueStart, member.valueEnd);
  const value = isString(body, member) && !digits.test(text) ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw invalidMember(member, 'a number');
  return value;
}

export const invalidMember = (member: Member, expected: string): AppError =>
  new AppError('body_invalid_member', { member: member.name, expected });
