import { onTestFinished, describe, expect, it, vi } from 'vitest';
import { ModelRefresher } from '../../../src-proxy/connections/model-refresher.ts';
import { setConnectionEnabled } from '../../../src-proxy/connections/update-connection.ts';
import { modelList } from '../../support/fake-provider.ts';
import { connect, openWithProvider } from './connect.ts';

const TEN_MINUTES = 600_000;

async function connected(count = 1) {
  const opened = await openWithProvider();
  const { setup, provider } = opened;
  for (let at = 1; at <= count; at += 1) {
    // One after the other, so that the slugs are in order.
    // oxlint-disable-next-line no-await-in-loop
    await connect(setup, provider, {
      label: `c${at}`,
      key: `sk-test-key-number-${at}`,
      validate: false,
    });
  }
  const refresher = new ModelRefresher(setup.deps);
  onTestFinished(() => refresher.stop());
  const { connections } = setup.deps;
  const idsOf = (slug: string) =>
    connections.modelsOf(connections.find(slug).id).map((model) => model.id);
  return { ...opened, refresher, connections, idsOf };
}

describe('the model refresher', () => {
  it('lists what was never listed when it starts', async () => {
    const { refresher, idsOf } = await connected(2);
    refresher.start();
    await refresher.refreshStale();
    expect([idsOf('c1'), idsOf('c2')]).toEqual([['fake-1'], ['fake-1']]);
  });

  it('asks again after ten minutes and not before', async () => {
    const { setup, provider, refresher } = await connected();
    await refresher.refreshStale();
    setup.time.now += TEN_MINUTES / 4;
    await refresher.refreshStale();
    expect(provider.calls).toHaveLength(1);
    setup.time.now += TEN_MINUTES;
    await refresher.refreshStale();
    expect(provider.calls).toHaveLength(2);
  });

  it('asks again when the clock was set back', async () => {
    const { setup, provider, refresher } = await connected();
    await refresher.refreshStale();
    setup.time.now -= 24 * TEN_MINUTES;
    await refresher.refreshStale();
    expect(provider.calls).toHaveLength(2);
  });

  it('leaves out what is switched off, until it is on again', async () => {
    const { setup, provider, refresher, idsOf } = await connected();
    setConnectionEnabled(setup.deps, 'c1', false, 'cli');
    refresher.start();
    await refresher.refreshStale();
    expect(provider.calls).toEqual([]);
    setConnectionEnabled(setup.deps, 'c1', true, 'cli');
    await refresher.refreshStale();
    expect(idsOf('c1')).toEqual(['fake-1']);
  });

  it('asks nobody while the vault is locked, and everybody once it is not', async () => {
    const { setup, provider, refresher, idsOf } = await connected();
    setup.vault.lock();
    refresher.start();
    await refresher.refreshStale();
    expect(provider.calls).toEqual([]);
    await setup.vault.unlock();
    const event = { type: 'vault.unlocked', actor: 'shell', subjectId: null, data: {} } as const;
    setup.deps.events.append(event);
    await refresher.refreshStale();
    expect(idsOf('c1')).toEqual(['fake-1']);
  });

  it('keeps the other lists fresh when one provider fails', async () => {
    const { setup, provider, refresher, idsOf } = await connected(2);
    provider.answer(({ headers }) =>
      headers.authorization?.endsWith('-1') === true ? { status: 500 } : modelList('fresh'),
    );
    await refresher.refreshStale();
    expect([idsOf('c1'), idsOf('c2')]).toEqual([[], ['fresh']]);
    expect(setup.logLines.join('\n')).toContain('"code":"probe_inconclusive"');
  });

  it('serves the old list while a new one is fetched', async () => {
    const { setup, provider, refresher, idsOf } = await connected();
    await refresher.refreshStale();
    setup.time.now += TEN_MINUTES;
    const during: string[][] = [];
    provider.answer(() => {
      during.push(idsOf('c1'));
      return modelList('new');
    });
    await refresher.refreshStale();
    expect([...during, idsOf('c1')]).toEqual([['fake-1'], ['new']]);
  });

  it('asks four connections at a time at most', async () => {
    const { provider, refresher } = await connected(9);
    let running = 0;
    let most = 0;
    provider.answer(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 10));
      running -= 1;
      return modelList('a');
    });
    await refresher.refreshStale();
    expect(provider.calls).toHaveLength(9);
    expect(most).toBe(4);
  });

  it('asks once for all who ask at the same time', async () => {
    const { provider, refresher, connections } = await connected();
    const { id } = connections.find('c1');
    const lists = await Promise.all([refresher.refresh(id), refresher.refresh(id)]);
    expect(lists[0]).toBe(lists[1]);
    expect(provider.calls).toHaveLength(1);
  });

  it('asks the provider of one connection at any time', async () => {
    const { provider, refresher, connections } = await connected();
    const { id } = connections.find('c1');
    await refresher.refresh(id);
    await refresher.refresh(id);
    expect(provider.calls).toHaveLength(2);
  });

  it('gives up what it asks when it is stopped', async () => {
    const { provider, refresher, idsOf } = await connected(6);
    const asked = new Promise<void>((resolve) => {
      provider.answer(() => {
        resolve();
        return 'never';
      });
    });
    refresher.start();
    await asked;
    refresher.stop();
    await refresher.refreshStale();
    expect(provider.calls.length).toBeLessThanOrEqual(4);
    expect(idsOf('c1')).toEqual([]);
  });

  it('leaves no timer and no subscription when it is stopped', async () => {
    const { setup, provider, refresher } = await connected();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    refresher.start();
    await refresher.refreshStale();
    refresher.stop();
    expect(vi.getTimerCount()).toBe(0);
    setup.time.now += TEN_MINUTES;
    setConnectionEnabled(setup.deps, 'c1', false, 'cli');
    setConnectionEnabled(setup.deps, 'c1', true, 'cli');
    await refresher.refreshStale();
    expect(provider.calls).toHaveLength(1);
  });
});
