import type { Store } from './open-store.ts';

export const PERSONAL_WORKSPACE = 'personal';

/** There is always a workspace to put things in. */
export function ensureWorkspace(store: Store, now: number): void {
  store
    .prepare(
      'INSERT INTO workspaces (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    )
    .run(PERSONAL_WORKSPACE, PERSONAL_WORKSPACE, now);
}
