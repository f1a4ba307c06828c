/**
 * Moving keys between backends: copy all, read every copy back, let the caller make the new backend the
 * one of record, and only then erase. Until that moment any failure undoes the copies and leaves
 * everything where it was; a crash leaves copies in both, never in neither.
 */
import { AppError } from '../errors.ts';
import type { Secret } from './secret.ts';
import type { Progress, VaultBackend, VaultRef } from './vault-backend.ts';

export interface Move {
  readonly refs: readonly VaultRef[];
  /** Makes the new backend the one the next start uses. Called when every copy is proven. */
  readonly commit: () => Promise<void> | void;
  readonly onProgress?: (progress: Progress) => void;
}

type Undo = () => Promise<void>;

/** @throws vault_move_failed */
export async function copyItems(from: VaultBackend, to: VaultBackend, move: Move): Promise<void> {
  const [here, there] = await Promise.all([from.status(), to.status()]);
  if (here.backend === there.backend) {
    throw failed(`the keys are in the ${here.backend} vault already`);
  }
  const undo: Undo[] = [];
  try {
    for (const [index, ref] of move.refs.entries()) {
      // One at a time: a keychain may ask the user about each.
      // oxlint-disable-next-line no-await-in-loop
      await copyItem(from, to, ref, undo);
      move.onProgress?.({ done: index + 1, total: move.refs.length });
    }
    await commit(move);
  } catch (error) {
    await Promise.allSettled(undo.map((restore) => restore()));
    throw error;
  }
}

/** Gives the items that could not be erased. They stay in the old backend until removed by hand. */
export async function eraseItems(
  backend: VaultBackend,
  refs: readonly VaultRef[],
): Promise<readonly VaultRef[]> {
  const outcomes = await Promise.allSettled(refs.map((ref) => backend.remove(ref)));
  return refs.filter((_ref, index) => outcomes[index]?.status === 'rejected');
}

async function copyItem(
  from: VaultBackend,
  to: VaultBackend,
  ref: VaultRef,
  undo: Undo[],
): Promise<void> {
  const secret = await step(ref, 'could not be read', () => from.read(ref));
  const former = await step(ref, 'could not be looked up', () => readIfThere(to, ref));
  undo.push(() => (former ? to.write(ref, former) : to.remove(ref)));
  await step(ref, 'could not be copied', () => to.write(ref, secret));
  const copy = await step(ref, 'could not be read back', () => to.read(ref));
  if (copy.expose() !== secret.expose()) throw failed(`${ref.itemId} came back changed`);
}

/** What an earlier move may have left in the new backend. It could be the last copy of something. */
async function readIfThere(backend: VaultBackend, ref: VaultRef): Promise<Secret | null> {
  try {
    return await backend.read(ref);
  } catch (error) {
    const isAbsent =
      error instanceof AppError &&
      (error.code === 'vault_item_missing' || error.code === 'keychain_replaced');
    if (isAbsent) return null;
    throw error;
  }
}

async function commit(move: Move): Promise<void> {
  try {
    await move.commit();
  } catch {
    throw failed('the choice of vault could not be saved');
  }
}

async function step<T>(ref: VaultRef, what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal';
    throw failed(`${ref.itemId} ${what} (${code})`);
  }
}

const failed = (reason: string): AppError => new AppError('vault_move_failed', { reason });
