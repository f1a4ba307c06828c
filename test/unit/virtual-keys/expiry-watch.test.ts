import { onTestFinished, afterEach, describe, expect, it, vi } from 'vitest';
import { createVirtualKey } from '../../../src-proxy/virtual-keys/create-virtual-key.ts';
import { ExpiryWatch } from '../../../src-proxy/virtual-keys/expiry-watch.ts';
import { regenerateVirtualKey } from '../../../src-proxy/virtual-keys/regenerate-virtual-key.ts';
import { revokeVirtualKey } from '../../../src-proxy/virtual-keys/set-virtual-key-status.ts';
import { updateVirtualKey } from '../../../src-proxy/virtual-keys/update-virtual-key.ts';
import { setUpConnections, START, type ConnectionSetup } from '../../support/set-up-connections.ts';

const MINUTE = 60_000;

async function expiringKey() {
  const setup = await setUpConnections();
  const input = { workspaceId: 'personal', label: 'editor', expiresAt: START + MINUTE };
  return { setup, ...createVirtualKey(setup.deps, input, 'cli') };
}

const watchOver = (setup: ConnectionSetup): ExpiryWatch => new ExpiryWatch(setup.deps);

const expiries = (setup: ConnectionSetup) =>
  setup.events().filter((event) => event.type === 'virtual_key.expired');

describe('the expiry watch', () => {
  afterEach(() => void vi.useRealTimers());

  it('tells nothing before a key has expired', async () => {
    const { setup } = await expiringKey();
    watchOver(setup).check();
    expect(expiries(setup)).toEqual([]);
  });

  it('tells of an expiry once', async () => {
    const { setup, virtualKey } = await expiringKey();
    const watch = watchOver(setup);
    setup.time.now += MINUTE;
    watch.check();
    watch.check();
    expect(expiries(setup)).toMatchObject([
      { actor: 'engine', subjectId: virtualKey.id, data: { label: 'editor' } },
    ]);
  });

  it('does not tell it again after a restart', async () => {
    const { setup } = await expiringKey();
    setup.time.now += MINUTE;
    watchOver(setup).check();
    const reopened = setup.reopen();
    watchOver(reopened).check();
    expect(expiries(reopened)).toHaveLength(1);
  });

  it('tells of an expiry that came while the engine was off', async () => {
    const { setup } = await expiringKey();
    setup.time.now += 30 * 24 * 60 * MINUTE;
    const reopened = setup.reopen();
    watchOver(reopened).check();
    expect(expiries(reopened)).toHaveLength(1);
  });

  it('tells of a second expiry after the key was extended', async () => {
    const { setup } = await expiringKey();
    const watch = watchOver(setup);
    setup.time.now += MINUTE;
    watch.check();
    updateVirtualKey(setup.deps, 'editor', { expiresAt: setup.time.now + MINUTE }, 'cli');
    watch.check();
    setup.time.now += MINUTE;
    watch.check();
    expect(expiries(setup)).toHaveLength(2);
  });

  it('tells nothing of a revoked key', async () => {
    const { setup } = await expiringKey();
    revokeVirtualKey(setup.deps, 'editor', 'cli');
    setup.time.now += MINUTE;
    watchOver(setup).check();
    expect(expiries(setup)).toEqual([]);
  });

  it('ends a grace that is over for good', async () => {
    const { setup, virtualKey } = await expiringKey();
    regenerateVirtualKey(setup.deps, 'editor', 10, 'cli');
    setup.time.now += 10_000;
    watchOver(setup).check();
    setup.time.now = START;
    expect(setup.deps.virtualKeys.findByHash(virtualKey.hash, START)).toBeUndefined();
  });

  it('checks at the start and every 30 seconds until stopped', async () => {
    const { setup } = await expiringKey();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const watch = watchOver(setup);
    onTestFinished(() => watch.stop());
    watch.start();
    setup.time.now += MINUTE;
    vi.advanceTimersByTime(29_999);
    expect(expiries(setup)).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(expiries(setup)).toHaveLength(1);
    watch.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on after a check that could not be written', async () => {
    const { setup } = await expiringKey();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const watch = watchOver(setup);
    onTestFinished(() => watch.stop());
    setup.time.now += MINUTE;
    setup.store.exec(
      `CREATE TRIGGER no_log BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END`,
    );
    watch.start();
    setup.store.exec('DROP TRIGGER no_log');
    vi.advanceTimersByTime(30_000);
    expect(expiries(setup)).toHaveLength(1);
    expect(setup.logLines.join()).toContain('expiry_check_failed');
  });
});
