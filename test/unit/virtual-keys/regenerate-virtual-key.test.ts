import { describe, expect, it } from 'vitest';
import { authenticateKey } from '../../../src-proxy/virtual-keys/authenticate-key.ts';
import { createVirtualKey } from '../../../src-proxy/virtual-keys/create-virtual-key.ts';
import { regenerateVirtualKey } from '../../../src-proxy/virtual-keys/regenerate-virtual-key.ts';
import {
  pauseVirtualKey,
  revokeVirtualKey,
} from '../../../src-proxy/virtual-keys/set-virtual-key-status.ts';
import { codeOf } from '../../support/error-code.ts';
import { setUpConnections, type ConnectionSetup } from '../../support/set-up-connections.ts';

async function oneKey(settings: { expiresAt?: number } = {}) {
  const setup = await setUpConnections();
  const input = { workspaceId: 'personal', label: 'editor', ...settings };
  const regenerate = (graceSeconds: number) =>
    regenerateVirtualKey(setup.deps, 'editor', graceSeconds, 'cli');
  return { setup, regenerate, ...createVirtualKey(setup.deps, input, 'cli') };
}

function outcome({ deps, time }: ConnectionSetup, key: string): string {
  try {
    return authenticateKey(deps.virtualKeys, key, time.now).label;
  } catch (error) {
    return codeOf(error);
  }
}

describe('regenerating a virtual key', () => {
  it('gives another key with the same id, label and settings', async () => {
    const { setup, virtualKey, key, regenerate } = await oneKey();
    const next = regenerate(0);
    expect(next.key).not.toBe(key);
    expect(next.virtualKey).toMatchObject({ id: virtualKey.id, label: 'editor', app: null });
    expect(outcome(setup, next.key)).toBe('editor');
  });

  it('ends the former key at once', async () => {
    const { setup, key, regenerate } = await oneKey();
    regenerate(0);
    expect(outcome(setup, key)).toBe('virtual_key_regenerated');
  });

  it('does not revive the former key when the clock is set back', async () => {
    const { setup, key, regenerate } = await oneKey();
    regenerate(0);
    setup.time.now -= 3_600_000;
    expect(outcome(setup, key)).toBe('virtual_key_regenerated');
  });

  it('keeps the former key for the grace asked for, and no longer', async () => {
    const { setup, key, regenerate } = await oneKey();
    regenerate(60);
    setup.time.now += 59_999;
    expect(outcome(setup, key)).toBe('editor');
    setup.time.now += 1;
    expect(outcome(setup, key)).toBe('virtual_key_regenerated');
  });

  it('ends a key in grace when regenerating again', async () => {
    const { setup, key, regenerate } = await oneKey();
    const second = regenerate(60);
    regenerate(60);
    expect(outcome(setup, key)).toBe('virtual_key_regenerated');
    expect(outcome(setup, second.key)).toBe('editor');
  });

  it('ends a key in grace with the revocation', async () => {
    const { setup, key, regenerate } = await oneKey();
    regenerate(60);
    revokeVirtualKey(setup.deps, 'editor', 'cli');
    expect(outcome(setup, key)).toBe('virtual_key_revoked');
  });

  it('keeps the grace over a restart', async () => {
    const { setup, key, regenerate } = await oneKey();
    const next = regenerate(60);
    const reopened = setup.reopen();
    expect([outcome(reopened, key), outcome(reopened, next.key)]).toEqual(['editor', 'editor']);
  });

  it('leaves a paused key paused', async () => {
    const { setup, regenerate } = await oneKey();
    pauseVirtualKey(setup.deps, 'editor', 'cli');
    expect(outcome(setup, regenerate(0).key)).toBe('virtual_key_paused');
  });

  it('logs both previews and neither key', async () => {
    const { setup, key, virtualKey, regenerate } = await oneKey();
    const next = regenerate(5);
    expect(setup.events().at(-1)).toMatchObject({
      type: 'virtual_key.regenerated',
      data: {
        preview: next.virtualKey.preview,
        formerPreview: virtualKey.preview,
        graceSeconds: 5,
      },
    });
    const log = JSON.stringify(setup.events());
    expect([log.includes(key), log.includes(next.key)]).toEqual([false, false]);
  });

  it.each([-1, 0.5, 86_401, Number.NaN])('refuses a grace of %s seconds', async (grace) => {
    const { regenerate } = await oneKey();
    expect(() => regenerate(grace)).toThrow('grace_seconds');
  });

  it('refuses an expired key, saying how to extend it', async () => {
    const { setup, regenerate } = await oneKey({ expiresAt: Date.UTC(2026, 0, 16) });
    setup.time.now = Date.UTC(2026, 0, 17);
    expect(() => regenerate(0)).toThrow('has expired. Extend it with');
  });

  it('refuses a revoked key', async () => {
    const { setup, regenerate } = await oneKey();
    revokeVirtualKey(setup.deps, 'editor', 'cli');
    expect(() => regenerate(0)).toThrow('is revoked');
  });
});
