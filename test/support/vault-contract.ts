import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src-proxy/vault/secret.ts';
import type { VaultBackend } from '../../src-proxy/vault/vault-backend.ts';
import { codeOf, errorCodeOf } from './error-code.ts';
import { inTurn } from './in-turn.ts';
import { refOf } from './open-test-vault.ts';

export interface ContractVault {
  readonly backend: VaultBackend;
  /** The same vault as after a restart. */
  readonly reopen: () => Promise<VaultBackend>;
  readonly close?: () => Promise<void>;
}

/** What every backend promises, whatever it keeps its items in. */
export function describeVaultContract(
  name: string,
  open: () => Promise<ContractVault>,
  isDurable = true,
): void {
  describe(`the vault contract: ${name}`, () => {
    let vault: ContractVault;
    let backend: VaultBackend;
    let count = 0;
    const freshRef = () => refOf(`conn_${(count += 1)}`);
    const valueOf = async (itemId: string) => (await backend.read(refOf(itemId))).expose();

    beforeAll(async () => {
      vault = await open();
      backend = vault.backend;
    });
    afterAll(() => vault.close?.());

    it('gives back what was written', async () => {
      const ref = freshRef();
      await backend.write(ref, new Secret('sk-proj-1234'));
      expect((await backend.read(ref)).expose()).toBe('sk-proj-1234');
    });

    it('gives back every text unchanged', async () => {
      const ref = freshRef();
      const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 600 });
      await fc.assert(
        fc.asyncProperty(text, async (value) => {
          await backend.write(ref, new Secret(value));
          expect((await backend.read(ref)).expose()).toBe(value);
        }),
        { numRuns: 30, examples: [['\uFEFFwith a byte order mark'], ['nul \0 inside']] },
      );
    });

    it('replaces the former key', async () => {
      const ref = freshRef();
      await backend.write(ref, new Secret('a long former key'));
      await backend.write(ref, new Secret('new'));
      expect((await backend.read(ref)).expose()).toBe('new');
    });

    it('says that an item is missing', async () => {
      await backend.write(freshRef(), new Secret('another'));
      expect(await errorCodeOf(backend.read(freshRef()))).toBe('vault_item_missing');
    });

    it('forgets a removed item and no other', async () => {
      const [kept, removed] = [freshRef(), freshRef()];
      await backend.write(kept, new Secret('kept'));
      await backend.write(removed, new Secret('removed'));
      await backend.remove(removed);
      expect(await errorCodeOf(backend.read(removed))).toBe('vault_item_missing');
      expect((await backend.read(kept)).expose()).toBe('kept');
    });

    it('takes the removal of what is not there as done', async () => {
      expect(await errorCodeOf(backend.remove(freshRef()))).toBe('none');
    });

    it('keeps item ids apart that differ in case only', async () => {
      await backend.write(refOf('conn_case'), new Secret('lower'));
      await backend.write(refOf('conn_CASE'), new Secret('upper'));
      expect(await valueOf('conn_case')).toBe('lower');
      expect(await valueOf('conn_CASE')).toBe('upper');
    });

    it('takes any item id the port allows, however odd', async () => {
      const ids = ['.', '..', 'con', '-', `a${'.'.repeat(126)}z`];
      await Promise.all(ids.map((id) => backend.write(refOf(id), new Secret(`key of ${id}`))));
      const values = await Promise.all(ids.map((id) => valueOf(id)));
      expect(values).toEqual(ids.map((id) => `key of ${id}`));
    });

    it('lets the last of several writes at once stand', async () => {
      const ref = freshRef();
      const values = ['first', 'second', 'third', 'fourth', 'last'];
      await Promise.all(values.map((value) => backend.write(ref, new Secret(value))));
      expect((await backend.read(ref)).expose()).toBe('last');
    });

    it('behaves like a table of items under any sequence of changes', async () => {
      const ids = ['conn_x', 'conn_y', 'conn_z'];
      const step = fc.record({
        id: fc.constantFrom(...ids),
        value: fc.option(fc.string({ minLength: 1 })),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const table = new Map<string, string>();
          await inTurn(ids, (id) => backend.remove(refOf(id)));
          await inTurn(steps, ({ id, value }) => {
            table.set(id, value ?? 'vault_item_missing');
            return value === null
              ? backend.remove(refOf(id))
              : backend.write(refOf(id), new Secret(value));
          });
          const found = await Promise.all(ids.map((id) => valueOf(id).catch(codeOf)));
          expect(found).toEqual(ids.map((id) => table.get(id) ?? 'vault_item_missing'));
        }),
        { numRuns: 12 },
      );
    });

    it('describes itself in a sentence and is not locked', async () => {
      const status = await backend.status();
      expect(status.isLocked).toBe(false);
      expect(status.description).toMatch(/^Keys are .+\.$/);
    });

    if (!isDurable) return;

    it('holds its items over a restart', async () => {
      const ref = freshRef();
      await backend.write(ref, new Secret('durable'));
      const later = await vault.reopen();
      expect((await later.read(ref)).expose()).toBe('durable');
    });
  });
}
