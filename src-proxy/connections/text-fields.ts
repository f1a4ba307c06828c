/**
 * What people call things, in any script. Refused are characters that would let one text pass for
 * another or break a line where it is shown: controls, line separators, lone surrogates, and the marks
 * that reverse the direction of the text around them (Unicode Technical Report 36, 2.10).
 */
import { AppError } from '../errors.ts';

const MAX_LABEL = 128;
const MAX_TAGS = 32;

const unshowable = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** Trimmed, in Unicode's composed form, 1 to 128 characters. @throws field_invalid */
export function checkLabel(text: string, field = 'label'): string {
  return checkLine(text, field, MAX_LABEL);
}

/** Each like a label; repeats are dropped, 32 are the most. @throws field_invalid */
export function checkTags(tags: readonly string[]): readonly string[] {
  const unique = new Set(tags.map((tag) => checkLine(tag, 'tags', MAX_LABEL)));
  if (unique.size > MAX_TAGS) {
    throw new AppError('field_invalid', { field: 'tags', problem: `at most ${MAX_TAGS}` });
  }
  return [...unique];
}

/** Visible ASCII, because a ref id is also sent as a header. @throws field_invalid */
export function checkRefId(text: string): string {
  const refId = text.trim();
  if (!/^[\x21-\x7E]{1,128}$/.test(refId)) {
    throw new AppError('field_invalid', {
      field: 'ref_id',
      problem: 'use 1 to 128 visible ASCII characters without spaces',
    });
  }
  return refId;
}

/** Lower case, e.g. `eu` or `us-east-1`. @throws field_invalid */
export function checkRegion(text: string, field = 'declared_region'): string {
  const region = text.trim().toLowerCase();
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(region)) {
    throw new AppError('field_invalid', {
      field,
      problem: 'use a short name of ASCII letters, digits and dashes, for example local, eu or us',
    });
  }
  return region;
}

/** When something ends by itself: a moment still to come. @throws field_invalid */
export function checkExpiry(expiresAt: number, now: number, field = 'expires_at'): number {
  const year10000 = 253_402_300_800_000;
  if (!Number.isSafeInteger(expiresAt) || expiresAt <= now || expiresAt >= year10000) {
    throw new AppError('field_invalid', {
      field,
      problem: 'must be in the future and before the year 10000',
    });
  }
  return expiresAt;
}

function checkLine(text: string, field: string, max: number): string {
  const line = text.trim().normalize('NFC');
  // With `u` a dot is a code point, not half of an emoji.
  if (!new RegExp(`^.{1,${max}}$`, 'su').test(line)) {
    throw new AppError('field_invalid', { field, problem: `use 1 to ${max} characters` });
  }
  if (unshowable.test(line)) {
    throw new AppError('field_invalid', {
      field,
      problem: 'use one line without control characters',
    });
  }
  return line;
}
