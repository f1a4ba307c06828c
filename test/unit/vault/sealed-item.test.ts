import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src-proxy/vault/secret.ts';
import {
  type Master,
  openSealedItem,
  parseSealedItem,
  sealItem,
  type SealedItem,
} from '../../../src-proxy/vault/sealed-item.ts';
import { refOf } from '../../support/open-test-vault.ts';

const master: Master = { version: 3, key: new Uint8Array(32).fill(7) };
const salt = new Uint8Array(32).fill(9);
const ref = refOf('conn_a', 'work');

function sealed(text: string): SealedItem {
  const item = parseSealedItem(text);
  if (!item) throw new Error('not an item');
  return item;
}

describe('a sealed item', () => {
  it('opens in its place', () => {
    const item = sealed(sealItem(ref, new Secret('sk-proj-1'), master, salt));
    expect(openSealedItem(item, ref, master, salt)?.expose()).toBe('sk-proj-1');
  });

  it('says whose it is and which master it needs', () => {
    const item = sealed(sealItem(ref, new Secret('sk-proj-1'), master, salt));
    expect(item).toMatchObject({ ref, masterVersion: 3 });
  });

  it.each([
    ['another item', refOf('conn_b', 'work'), master, salt],
    ['another workspace', refOf('conn_a', 'home'), master, salt],
    ['another master version', ref, { ...master, version: 4 }, salt],
    ['another master key', ref, { ...master, key: new Uint8Array(32) }, salt],
    ['another salt', ref, master, new Uint8Array(32)],
  ])('does not open as that of %s', (_what, otherRef, otherMaster, otherSalt) => {
    const item = sealed(sealItem(ref, new Secret('sk-proj-1'), master, salt));
    expect(openSealedItem(item, otherRef, otherMaster, otherSalt)).toBeNull();
  });

  it('takes no text that is not one of its files', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseSealedItem(text)).toBeNull();
      }),
    );
  });

  // Vaults on people's disks look like this: the format may gain a successor, and must stay readable.
  it('opens what version 1 of the format wrote', () => {
    const item = sealed(WRITTEN_BY_FORMAT_1);
    expect(openSealedItem(item, ref, master, salt)?.expose()).toBe('sk-proj-from-format-1');
  });
});

const WRITTEN_BY_FORMAT_1 =
  '{"format":1,"workspaceId":"work","itemId":"conn_a","masterVersion":3,"box":"PKEzMjPkmwJlBiz8VlMxHxVTa7d0dvcbfrEOMwCnrP2s6iUm+vRCv53PvIcIpUlmKj/N92dF5+jkgx5Bbe/huLZLUTK1rdh1Yxgo6Lz4Rn6bZ/g5SCwDL2pvVWM3cbqSBrlygaZpfEBlnNBDs8T2XLWHkk82jigREyuAWfb7l7Lje4A="}';
