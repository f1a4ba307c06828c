import { describe, expect, it } from 'vitest';
import { createVirtualKey } from '../../../src-proxy/virtual-keys/create-virtual-key.ts';
import {
  pauseVirtualKey,
  resumeVirtualKey,
  revokeVirtualKey,
} from '../../../src-proxy/virtual-keys/set-virtual-key-status.ts';
import { setUpConnections, START } from '../../support/set-up-connections.ts';

async function oneKey(settings: { expiresAt?: number } = {}) {
  const setup = await setUpConnections();
  const input = { workspaceId: 'personal', label: 'editor', ...settings };
  const types = (): string[] => setup.events().map((event) => event.type);
  return { setup, deps: setup.deps, types, ...createVirtualKey(setup.deps, input, 'cli') };
}

describe('the status of a virtual key', () => {
  it('is paused and active again', async () => {
    const { deps } = await oneKey();
    expect(pauseVirtualKey(deps, 'editor', 'shell').status).toBe('paused');
    expect(resumeVirtualKey(deps, 'editor', 'shell').status).toBe('active');
  });

  it('is logged at each change, once', async () => {
    const { deps, types } = await oneKey();
    pauseVirtualKey(deps, 'editor', 'shell');
    pauseVirtualKey(deps, 'editor', 'shell');
    resumeVirtualKey(deps, 'editor', 'shell');
    revokeVirtualKey(deps, 'editor', 'shell');
    expect(types()).toEqual([
      'virtual_key.created',
      'virtual_key.paused',
      'virtual_key.resumed',
      'virtual_key.revoked',
    ]);
  });

  it('is final once revoked', async () => {
    const { deps } = await oneKey();
    revokeVirtualKey(deps, 'editor', 'cli');
    for (const change of [pauseVirtualKey, resumeVirtualKey, revokeVirtualKey]) {
      expect(() => change(deps, 'editor', 'cli')).toThrow('is revoked and cannot be used again');
    }
  });

  it('stays revoked after a restart', async () => {
    const { setup, deps, virtualKey } = await oneKey();
    revokeVirtualKey(deps, 'editor', 'cli');
    expect(setup.reopen().deps.virtualKeys.get(virtualKey.id)?.status).toBe('revoked');
  });

  it('can be changed to revoked when the key has expired', async () => {
    const { setup, deps } = await oneKey({ expiresAt: START + 1 });
    setup.time.now += 1000;
    expect(revokeVirtualKey(deps, 'editor', 'cli').status).toBe('revoked');
  });

  it('cannot be resumed when the key has expired', async () => {
    const { setup, deps } = await oneKey({ expiresAt: START + 1 });
    setup.time.now += 1000;
    expect(() => resumeVirtualKey(deps, 'editor', 'cli')).toThrow('has expired');
  });

  it('is asked for by id and preview too', async () => {
    const { deps, virtualKey } = await oneKey();
    expect(pauseVirtualKey(deps, virtualKey.preview, 'cli').id).toBe(virtualKey.id);
    expect(resumeVirtualKey(deps, virtualKey.id, 'cli').id).toBe(virtualKey.id);
  });

  it('of a key nobody knows is refused', async () => {
    const { deps } = await oneKey();
    expect(() => pauseVirtualKey(deps, 'nobody', 'cli')).toThrow('no virtual key "nobody"');
  });
});
