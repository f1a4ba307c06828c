import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../src-proxy/store/open-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A store in a file of this test's own. */
export async function openTestStore(): Promise<Store> {
  const store = openStore(join(await temporaryFolder(), 'test.db'));
  onTestFinished(() => void store.close());
  return store;
}
