import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src-proxy/errors.ts';
import { Secret } from '../../../src-proxy/vault/secret.ts';
import type { Progress, VaultBackend } from '../../../src-proxy/vault/vault-backend.ts';
import { Vault } from '../../../src-proxy/vault/vault.ts';
import { codeOf, errorCodeOf } from '../../support/error-code.ts';
import { HeldBackend } from '../../support/held-backend.ts';
import { MemoryBackend } from '../../support/memory-backend.ts';
import { openTestVault, refOf } from '../../support/open-test-vault.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const REFS = ['conn_a', 'conn_b', 'conn_c'].map((id) => refOf(id));
const FORMER = REFS.map((ref) => `key of ${ref.itemId}`);
const NONE = REFS.map(() => 'vault_item_missing');

const contentOf = (backend: VaultBackend): Promise<readonly string[]> =>
  Promise.all(REFS.map((ref) => backend.read(ref).then((secret) => secret.expose(), codeOf)));

const resolveReference = async (): Promise<Secret> => new Secret('resolved');

async function setUp() {
  const from = new HeldBackend();
  await Promise.all(REFS.map((ref) => from.write(ref, new Secret(`key of ${ref.itemId}`))));
  const to = await openTestVault(await temporaryFolder());
  const vault = new Vault({ backend: from, resolveReference, now: () => Date.now() });
  return { from, to, vault };
}

const nothing = (): void => undefined;

describe('moving the vault', () => {
  it('copies every key, erases the old ones, and goes on with the new backend', async () => {
    const { from, to, vault } = await setUp();
    expect(await vault.moveTo(to, { refs: REFS, commit: nothing })).toEqual([]);
    expect(await contentOf(to)).toEqual(FORMER);
    expect(await contentOf(from)).toEqual(NONE);
    expect((await vault.status()).backend).toBe('file');
    expect((await vault.read({ kind: 'item', ref: refOf('conn_a') }))?.expose()).toBe(
      'key of conn_a',
    );
  });

  it('says how far it is', async () => {
    const { to, vault } = await setUp();
    const onProgress = vi.fn<(progress: Progress) => void>();
    await vault.moveTo(to, { refs: REFS, commit: nothing, onProgress });
    expect(onProgress.mock.calls.flat()).toEqual([
      { done: 1, total: 3 },
      { done: 2, total: 3 },
      { done: 3, total: 3 },
    ]);
  });

  it('has every key in both places while the choice of vault is saved', async () => {
    const { from, to, vault } = await setUp();
    const seen: (readonly string[])[] = [];
    const commit = async () => {
      seen.push(await contentOf(from), await contentOf(to));
    };
    await vault.moveTo(to, { refs: REFS, commit });
    expect(seen).toEqual([FORMER, FORMER]);
  });

  it('keeps a key that is entered meanwhile', async () => {
    const { to, vault } = await setUp();
    const moving = vault.moveTo(to, { refs: REFS, commit: nothing });
    await Promise.all([moving, vault.write(refOf('conn_a'), new Secret('entered meanwhile'))]);
    expect((await to.read(refOf('conn_a'))).expose()).toBe('entered meanwhile');
  });

  it('reports keys that could not be erased, which both backends then hold', async () => {
    const { from, to, vault } = await setUp();
    const commit = () => {
      from.failure = new AppError('keychain_locked');
    };
    expect(await vault.moveTo(to, { refs: REFS, commit })).toEqual(REFS);
    from.failure = null;
    expect(await contentOf(from)).toEqual(FORMER);
    expect(await contentOf(to)).toEqual(FORMER);
  });

  it('leaves the new backend locked when the user locks meanwhile', async () => {
    const { to, vault } = await setUp();
    await vault.moveTo(to, { refs: REFS, commit: () => vault.lock() });
    expect(vault.isLocked).toBe(true);
    expect(to.isLocked).toBe(true);
  });

  it('is refused while locked', async () => {
    const { to, vault } = await setUp();
    vault.lock();
    expect(await errorCodeOf(vault.moveTo(to, { refs: REFS, commit: nothing }))).toBe(
      'vault_locked',
    );
  });
});

async function failingMove(
  to: VaultBackend,
  { refs = REFS, commit = nothing }: { refs?: typeof REFS; commit?: () => void } = {},
) {
  const { from, vault } = await setUp();
  const error = await vault.moveTo(to, { refs, commit }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'vault_move_failed', status: 409 });
  expect(await contentOf(from)).toEqual(FORMER);
  expect((await vault.status()).backend).toBe('memory');
  return String(error);
}

describe('a move that fails', () => {
  it('because a key is missing names it, and takes the copies away', async () => {
    const { to } = await setUp();
    const message = await failingMove(to, { refs: [...REFS, refOf('conn_gone')] });
    expect(message).toContain('conn_gone could not be read (vault_item_missing)');
    expect(await contentOf(to)).toEqual(NONE);
  });

  it('because the new backend refuses says why', async () => {
    const { to } = await setUp();
    to.lock();
    const message = await failingMove(to);
    expect(message).toContain('conn_a could not be looked up (vault_locked)');
  });

  it('because a copy came back changed takes the copies away', async () => {
    const { to } = await setUp();
    const forgetful: VaultBackend = {
      read: (ref) => to.read(ref),
      write: (ref, secret) => to.write(ref, ref.itemId === 'conn_b' ? new Secret('?') : secret),
      remove: (ref) => to.remove(ref),
      status: () => to.status(),
    };
    expect(await failingMove(forgetful)).toContain('conn_b came back changed');
    expect(await contentOf(to)).toEqual(NONE);
  });

  it('because the choice could not be saved takes the copies away', async () => {
    const { to } = await setUp();
    const message = await failingMove(to, { commit: () => JSON.parse('canary') });
    expect(message).toContain('the choice of vault could not be saved');
    expect(message).not.toContain('canary');
    expect(await contentOf(to)).toEqual(NONE);
  });

  it('puts back what the new backend held before', async () => {
    const { to } = await setUp();
    await to.write(refOf('conn_a'), new Secret('left from an earlier move'));
    await failingMove(to, { refs: [...REFS, refOf('conn_gone')] });
    expect((await to.read(refOf('conn_a'))).expose()).toBe('left from an earlier move');
  });

  it('does not erase the last copy of a key that only the new backend holds', async () => {
    const { to } = await setUp();
    await to.write(refOf('conn_gone'), new Secret('the last copy'));
    await failingMove(to, { refs: [...REFS, refOf('conn_gone')] });
    expect((await to.read(refOf('conn_gone'))).expose()).toBe('the last copy');
  });

  it('because it leads where the keys are already erases nothing', async () => {
    expect(await failingMove(new MemoryBackend())).toContain('in the memory vault already');
  });
});
