/**
 * Files that are whole or not there. A new version is written beside the old one, forced to the disk,
 * and renamed over it, so that a crash, a full disk or a kill leaves either version and never a part.
 * Only sealed text passes through here, and the master file, whose temporary form is guarded like the
 * master file itself: mode 0600 in a 0700 folder.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';

const OWNER_FILE = 0o600;
const OWNER_FOLDER = 0o700;
const TEMPORARY = /^\..+\.[0-9a-f]{12}\.tmp$/;

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file size limit is reached',
  EROFS: 'the disk is read-only',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'the folder is gone',
  EIO: 'the disk reports an error',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

const reasonOf = (error: unknown): string => REASONS[codeOf(error)] ?? codeOf(error);

/** Makes the folder, or closes an existing one to everybody but its owner. */
export async function openFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: OWNER_FOLDER });
    if (((await stat(folder)).mode & 0o077) !== 0) await chmod(folder, OWNER_FOLDER);
  } catch (error) {
    throw new AppError('vault_write_failed', { folder, reason: reasonOf(error) });
  }
}

/** The names in a folder, without the temporary files of writes under way. */
export async function listFolder(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => !TEMPORARY.test(name));
  } catch (error) {
    throw new AppError('vault_read_failed', { folder, reason: reasonOf(error) });
  }
}

/** Clears what interrupted writes left behind, if it can. Only while nothing is being written. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const leftovers = names.filter((name) => TEMPORARY.test(name));
  await Promise.allSettled(leftovers.map((name) => unlink(join(folder, name))));
}

/** The text of a file, or null when there is none. */
export async function readTextFile(folder: string, name: string): Promise<string | null> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new AppError('vault_read_failed', { folder, reason: reasonOf(error) });
  }
}

/** Once this resolves the text survives a power loss; if it throws, the former text is still there. */
export async function writeTextFile(folder: string, name: string, text: string): Promise<void> {
  const temporary = join(folder, `.${name}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', OWNER_FILE);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(folder, name));
    await syncFolder(folder);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw new AppError('vault_write_failed', { folder, reason: reasonOf(error) });
  }
}

export async function removeFile(folder: string, name: string): Promise<void> {
  try {
    await unlink(join(folder, name));
    await syncFolder(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw new AppError('vault_write_failed', { folder, reason: reasonOf(error) });
  }
}

/** Makes a rename or removal itself durable. Windows has no such call for folders and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
