import { chmodSync, mkdirSync } from 'node:fs';
import { AppError } from './errors.ts';

const reasons: Readonly<Record<string, string>> = {
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  ENOTDIR: 'part of its path is a file',
  EEXIST: 'it is a file',
};

/** Makes the data folder, and makes it the user's alone. @throws home_unwritable */
export function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    chmodSync(home, 0o700);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new AppError('home_unwritable', { home, reason: reasons[code] ?? 'the system refused' });
  }
}
