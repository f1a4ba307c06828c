import { AppError } from '../../../../src-proxy/errors.ts';

/** The code `act` throws; null when it throws nothing. Anything but an AppError is thrown on. */
export function appErrorCode(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
