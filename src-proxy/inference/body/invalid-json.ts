import { AppError } from '../../errors.ts';

/** `position` counts bytes from the start of the body. */
export function invalidJson(position: number): never {
  throw new AppError('body_invalid_json', { position });
}
