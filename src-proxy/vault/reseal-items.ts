/**
 * The heart of a master rotation: every item sealed under an older master is sealed anew under the
 * newest, one at a time, while reads and writes go on.
 *
 * Both masters are on the disk before the first item changes, and the older goes only when no file
 * names it, so that a kill at any moment leaves nothing that cannot be opened, and running this again
 * finishes the work.
 */
import { fileNameOf, type ItemFiles } from './item-files.ts';
import type { ItemQueue } from './item-queue.ts';
import type { MasterKeys } from './master-keys.ts';
import { openSealedItem, sealItem } from './sealed-item.ts';
import type { Progress, Rotation } from './vault-backend.ts';
import type { WorkspaceSalts } from './workspace-salts.ts';

interface Store {
  readonly files: ItemFiles;
  readonly masters: MasterKeys;
  readonly salts: WorkspaceSalts;
  /** The queue every write of an item goes through. */
  readonly writes: ItemQueue;
}

type Outcome = 'current' | 'resealed' | 'unopened';

export async function resealItems(
  store: Store,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<Rotation> {
  const { files, masters, writes } = store;
  // A write that took the older master just before the newer appeared must be in the folder by now.
  await writes.idle();
  const names = await files.names();
  let resealed = 0;
  let left = 0;
  for (const [index, name] of names.entries()) {
    // One after the other, so that requests waiting for a key find the disk free.
    // oxlint-disable-next-line no-await-in-loop
    const outcome = await writes.run(name, () => resealItem(store, name));
    if (outcome === 'resealed') resealed += 1;
    if (outcome === 'unopened') left += 1;
    onProgress({ done: index + 1, total: names.length });
  }
  if (left === 0) await masters.eraseOld();
  return { version: masters.current.version, resealed, left };
}

async function resealItem({ files, masters, salts }: Store, name: string): Promise<Outcome> {
  const item = await files.read(name);
  if (item === null) return 'current';
  if (item === 'damaged') return 'unopened';
  const current = masters.current;
  if (item.masterVersion === current.version) return 'current';
  const { ref } = item;
  const master = masters.get(item.masterVersion);
  const salt = salts.get(ref.workspaceId);
  if (!master || !salt || fileNameOf(ref.itemId) !== name) return 'unopened';
  const secret = openSealedItem(item, ref, master, salt);
  if (!secret) return 'unopened';
  await files.write(name, sealItem(ref, secret, current, salt));
  return 'resealed';
}
