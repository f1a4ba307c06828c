import { describe, expect, it } from 'vitest';
import { readBoundary } from '../../../../../src-proxy/inference/body/multipart/read-boundary.ts';
import { appErrorCode } from '../app-error-code.ts';

describe('readBoundary', () => {
  it.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['multipart/form-data;boundary=abc', 'abc'],
    ['Multipart/Form-Data; Boundary=aBc', 'aBc'],
    ['multipart/form-data; charset=utf-8 ; boundary=abc ; x=y', 'abc'],
    ['multipart/form-data; boundary="a b:c"', 'a b:c'],
    ['multipart/form-data; boundary===12==', '==12=='],
    ['multipart/form-data; boundary=abc;', 'abc'],
    ['multipart/form-data; x="; boundary=no"; boundary=yes', 'yes'],
    [`multipart/form-data; boundary=${'x'.repeat(70)}`, 'x'.repeat(70)],
  ])('reads %s', (contentType, boundary) => {
    expect(readBoundary(contentType)).toBe(boundary);
  });

  it.each([
    '',
    'application/json',
    'multipart/mixed; boundary=abc',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary=""',
    'multipart/form-data; boundary="a',
    'multipart/form-data; boundary="a "',
    'multipart/form-data; boundary="a\\b"',
    'multipart/form-data; boundary="é"',
    'multipart/form-data; boundary=a; boundary=b',
    'multipart/form-data; boundary=a; boundary=a',
    'multipart/form-data; boundary=a; boundary*0=b',
    "multipart/form-data; boundary*=utf-8''a",
    'multipart/form-data; boundary=a b',
    `multipart/form-data; boundary=${'x'.repeat(71)}`,
  ])('refuses %j', (contentType) => {
    expect(appErrorCode(() => readBoundary(contentType))).toBe('body_invalid_multipart');
  });
});
