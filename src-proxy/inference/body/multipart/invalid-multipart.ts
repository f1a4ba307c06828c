import { AppError } from '../../../errors.ts';

export function invalidMultipart(): never {
  throw new AppError('body_invalid_multipart');
}
