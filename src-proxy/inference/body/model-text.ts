import { AppError } from '../../errors.ts';

/** Longer than any provider's ids; it ends up in messages, records and response headers. */
const maxModelLength = 512;

// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u001f\u007f]/;

/** @throws body_invalid_member for what cannot be a model id */
export function checkModelText(model: string): string {
  if (model.length > maxModelLength || control.test(model)) {
    throw new AppError('body_invalid_member', {
      member: 'model',
      expected: `a string of at most ${maxModelLength} characters on one line`,
    });
  }
  return model;
}
