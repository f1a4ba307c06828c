/**
 * The file that holds the master keys, `master.key`, in one of two honest forms:
 *
 * - sealed under a key that scrypt makes from a passphrase: a stolen disk opens nothing without it;
 * - in the clear, "protected by file permissions only": whoever can read the user's files can read it,
 *   and so can whoever has a copy of the disk. It keeps keys from other users of the machine, and out
 *   of backups and searches that take the items without this file.
 *
 * During a rotation it holds the old master and the new one. The old one is erased by replacing the
 * file; what a disk keeps of replaced files is beyond a program's reach.
 */
import { AppError } from '../errors.ts';
import { readTextFile, writeTextFile } from './durable-file.ts';
import { parseObject } from './parse-object.ts';
import { isAcceptableCost, type PassphraseKey, type ScryptCost } from './passphrase-key.ts';
import { seal, unseal } from './sealed-box.ts';

const FILE = 'master.key';
const FORMAT = 1;

export type Masters = ReadonlyMap<number, Uint8Array>;

export type MasterFile =
  | { readonly protection: 'file-permissions'; readonly masters: Masters }
  | {
      readonly protection: 'passphrase';
      readonly cost: ScryptCost;
      readonly salt: Uint8Array;
      readonly box: Uint8Array;
    };

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const fromBase64 = (text: unknown): Uint8Array => Buffer.from(String(text), 'base64');

/** @throws vault_file_unreadable; null when there is no such file. */
export async function readMasterFile(folder: string): Promise<MasterFile | null> {
  const text = await readTextFile(folder, FILE);
  if (text === null) return null;
  const file = parseObject(text);
  const parsed = file?.['format'] === FORMAT ? parseMasterFile(file) : null;
  if (!parsed) throw new AppError('vault_file_unreadable', { folder, file: FILE });
  return parsed;
}

/** Sealed when there is a passphrase's key to seal with, in the clear when there is none. */
export async function writeMasterFile(
  folder: string,
  masters: Masters,
  sealingKey: PassphraseKey | null,
): Promise<void> {
  const plain = Object.fromEntries([...masters].map(([version, key]) => [version, toBase64(key)]));
  const body = sealingKey
    ? {
        protection: 'passphrase',
        scrypt: { ...sealingKey.cost, salt: toBase64(sealingKey.salt) },
        box: toBase64(seal(sealingKey.key, JSON.stringify(plain))),
      }
    : { protection: 'file-permissions', masters: plain };
  await writeTextFile(folder, FILE, `${JSON.stringify({ format: FORMAT, ...body })}\n`);
}

/** The masters inside, or null when the key does not fit. */
export function unsealMasters(box: Uint8Array, sealingKey: PassphraseKey): Masters | null {
  const text = unseal(sealingKey.key, box);
  return text === null ? null : parseMasters(parseObject(text));
}

export const missingMaster = (folder: string): AppError =>
  new AppError('vault_master_missing', { folder, file: FILE });

function parseMasterFile(file: Readonly<Record<string, unknown>>): MasterFile | null {
  if (file['protection'] === 'file-permissions') {
    const masters = parseMasters(file['masters']);
    return masters && { protection: 'file-permissions', masters };
  }
  const scrypt = file['protection'] === 'passphrase' ? file['scrypt'] : null;
  if (typeof scrypt !== 'object' || scrypt === null) return null;
  const { n, r, p, salt } = { n: 0, r: 0, p: 0, salt: '', ...scrypt };
  if (!isAcceptableCost({ n, r, p })) return null;
  return {
    protection: 'passphrase',
    cost: { n, r, p },
    salt: fromBase64(salt),
    box: fromBase64(file['box']),
  };
}

function parseMasters(value: unknown): Masters | null {
  if (typeof value !== 'object' || value === null) return null;
  const masters = new Map(
    Object.entries(value).map(([version, key]) => [Number(version), fromBase64(key)]),
  );
  const isSound = [...masters].every(
    ([version, key]) => Number.isSafeInteger(version) && version > 0 && key.length === 32,
  );
  return isSound && masters.size > 0 ? masters : null;
}
