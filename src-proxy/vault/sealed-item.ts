/**
 * One sealed provider key as it lies on the disk: who it belongs to, the master it was sealed under,
 * and the box.
 *
 * Each workspace has its own key, HKDF-SHA256 (RFC 5869) of the master, salted by the workspace. Inside
 * the box the key is written together with its workspace, item and master version: a file moved, copied
 * over another or given another workspace's name does not open, although its box is intact. What this
 * cannot show is an older file put back in its own place by someone who can write to the folder.
 */
import { hkdfSync } from 'node:crypto';
import { parseObject } from './parse-object.ts';
import { seal, unseal } from './sealed-box.ts';
import { Secret } from './secret.ts';
import type { VaultRef } from './vault-backend.ts';

const FORMAT = 1;

export interface Master {
  readonly version: number;
  readonly key: Uint8Array;
}

export interface SealedItem {
  readonly ref: VaultRef;
  readonly masterVersion: number;
  readonly box: Uint8Array;
}

export function sealItem(ref: VaultRef, secret: Secret, master: Master, salt: Uint8Array): string {
  const { workspaceId, itemId } = ref;
  const place = { workspaceId, itemId, masterVersion: master.version };
  const box = seal(
    workspaceKey(master, salt, workspaceId),
    JSON.stringify({ ...place, secret: secret.expose() }),
  );
  const base64 = Buffer.from(box).toString('base64');
  return `${JSON.stringify({ format: FORMAT, ...place, box: base64 })}\n`;
}

/** What the file says of itself, not yet believed; null when it is no item of this format. */
export function parseSealedItem(text: string): SealedItem | null {
  const file = parseObject(text);
  if (file?.['format'] !== FORMAT) return null;
  const { workspaceId, itemId, masterVersion, box } = file;
  if (typeof workspaceId !== 'string' || typeof itemId !== 'string') return null;
  if (typeof masterVersion !== 'number' || typeof box !== 'string') return null;
  return { ref: { workspaceId, itemId }, masterVersion, box: Buffer.from(box, 'base64') };
}

/** The key, or null when the box is damaged, sealed by another master, or of another place. */
export function openSealedItem(
  item: SealedItem,
  ref: VaultRef,
  master: Master,
  salt: Uint8Array,
): Secret | null {
  const text = unseal(workspaceKey(master, salt, ref.workspaceId), item.box);
  const inside = text === null ? null : parseObject(text);
  const isInPlace =
    inside?.['workspaceId'] === ref.workspaceId &&
    inside['itemId'] === ref.itemId &&
    inside['masterVersion'] === master.version;
  const value = inside?.['secret'];
  return isInPlace && typeof value === 'string' ? new Secret(value) : null;
}

function workspaceKey(master: Master, salt: Uint8Array, workspaceId: string): Uint8Array {
  return new Uint8Array(
    hkdfSync('sha256', master.key, salt, `Latchport workspace ${workspaceId}`, 32),
  );
}
