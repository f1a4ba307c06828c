import { describe, expect, it } from 'vitest';
import { authenticateKey } from '../../../src-proxy/virtual-keys/authenticate-key.ts';
import { createVirtualKey } from '../../../src-proxy/virtual-keys/create-virtual-key.ts';
import { revokeVirtualKey } from '../../../src-proxy/virtual-keys/set-virtual-key-status.ts';
import { updateVirtualKey } from '../../../src-proxy/virtual-keys/update-virtual-key.ts';
import type { VirtualKeySettings } from '../../../src-proxy/virtual-keys/virtual-key-settings.ts';
import { setUpConnections, START } from '../../support/set-up-connections.ts';

async function oneKey(settings: VirtualKeySettings = {}) {
  const setup = await setUpConnections();
  const input = { workspaceId: 'personal', label: 'editor', ...settings };
  return { setup, ...createVirtualKey(setup.deps, input, 'cli') };
}

describe('updating a virtual key', () => {
  it('changes what is given and leaves the rest', async () => {
    const { setup, virtualKey } = await oneKey({ app: 'zed', tags: ['a'], refId: 'u1' });
    const next = updateVirtualKey(setup.deps, 'editor', { tags: ['b'], refId: null }, 'cli');
    expect(next).toEqual({ ...virtualKey, tags: ['b'], refId: null });
  });

  it('renames it', async () => {
    const { setup, virtualKey } = await oneKey();
    updateVirtualKey(setup.deps, 'editor', { label: 'laptop' }, 'cli');
    expect(setup.deps.virtualKeys.find('laptop').id).toBe(virtualKey.id);
  });

  it('logs which settings changed', async () => {
    const { setup } = await oneKey();
    const change = { label: 'laptop', expiresAt: START + 1000, app: null };
    updateVirtualKey(setup.deps, 'editor', change, 'browser');
    expect(setup.events().at(-1)).toMatchObject({
      type: 'virtual_key.updated',
      actor: 'browser',
      data: { label: 'laptop', changed: 'label, expiresAt' },
    });
  });

  it('logs nothing when nothing changed', async () => {
    const { setup } = await oneKey({ tags: ['a'] });
    updateVirtualKey(setup.deps, 'editor', { tags: ['a'], label: 'editor' }, 'cli');
    expect(setup.events().map((event) => event.type)).toEqual(['virtual_key.created']);
  });

  it('extends a key that has expired', async () => {
    const { setup, key, virtualKey } = await oneKey({ expiresAt: START + 1000 });
    setup.time.now += 5000;
    updateVirtualKey(setup.deps, 'editor', { expiresAt: START + 60_000 }, 'cli');
    expect(authenticateKey(setup.deps.virtualKeys, key, setup.time.now).id).toBe(virtualKey.id);
  });

  it('refuses the label of another living key', async () => {
    const { setup } = await oneKey();
    createVirtualKey(setup.deps, { workspaceId: 'personal', label: 'laptop' }, 'cli');
    expect(() => updateVirtualKey(setup.deps, 'editor', { label: 'laptop' }, 'cli')).toThrow(
      'There is a virtual key labelled "laptop"',
    );
  });

  it('refuses a revoked key', async () => {
    const { setup } = await oneKey();
    revokeVirtualKey(setup.deps, 'editor', 'cli');
    expect(() => updateVirtualKey(setup.deps, 'editor', { app: 'zed' }, 'cli')).toThrow(
      'is revoked and cannot be used again',
    );
  });

  it('keeps nothing of a change that cannot be logged', async () => {
    const { setup, virtualKey } = await oneKey();
    setup.store.exec(
      `CREATE TRIGGER no_log BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END`,
    );
    expect(() => updateVirtualKey(setup.deps, 'editor', { app: 'zed' }, 'cli')).toThrow('full');
    expect(setup.deps.virtualKeys.get(virtualKey.id)?.app).toBeNull();
    expect(setup.reopen().deps.virtualKeys.get(virtualKey.id)?.app).toBeNull();
  });
});
