import { describe, expect, it, onTestFinished } from 'vitest';
import { addConnection } from '../../../src-proxy/connections/add-connection.ts';
import { disconnectConnection } from '../../../src-proxy/connections/disconnect-connection.ts';
import {
  createLeftoverRounds,
  eraseLeftovers,
} from '../../../src-proxy/connections/erase-leftovers.ts';
import { rotateConnection } from '../../../src-proxy/connections/rotate-connection.ts';
import type { VaultMoment } from '../../support/scripted-backend.ts';
import type { ConnectionSetup } from '../../support/set-up-connections.ts';
import {
  connect,
  itemsInUse,
  KEY,
  keyOf,
  newConnection,
  openWithProvider,
  OTHER_KEY,
} from './connect.ts';

const moments: readonly VaultMoment[] = [
  'beforeWrite',
  'afterWrite',
  'beforeRemove',
  'afterRemove',
];

/** From this moment on nothing can be written any more, as when the process is killed there. */
function crashAt(setup: ConnectionSetup, moment: VaultMoment): void {
  setup.backend.at[moment] = () => {
    setup.store.close();
    throw new Error('killed');
  };
}

/** The engine started again after the crash, leftovers erased, as at every start. */
async function restart(setup: ConnectionSetup): Promise<ConnectionSetup> {
  setup.backend.at = {};
  const restarted = setup.reopen();
  await eraseLeftovers(restarted.deps);
  return restarted;
}

const ignore = (): undefined => undefined;

describe('a crash while a connection is added', () => {
  it.each(['beforeWrite', 'afterWrite'] as const)(
    '%s leaves neither a connection nor a key',
    async (moment) => {
      const { setup, provider } = await openWithProvider();
      crashAt(setup, moment);
      await addConnection(setup.deps, newConnection(provider), 'cli').catch(ignore);
      const restarted = await restart(setup);
      expect(restarted.deps.connections.list()).toEqual([]);
      expect(restarted.backend.itemIds.size).toBe(0);
      expect(restarted.noted()).toEqual([]);
    },
  );

  it('does not stand in the way of adding it again', async () => {
    const { setup, provider } = await openWithProvider();
    crashAt(setup, 'afterWrite');
    await addConnection(setup.deps, newConnection(provider), 'cli').catch(ignore);
    const restarted = await restart(setup);
    const connection = await connect(restarted, provider);
    expect(await keyOf(restarted, connection.id)).toBe(KEY);
  });
});

describe('a crash while a key is rotated', () => {
  it.each(moments)('%s leaves a connection that works and no other key', async (moment) => {
    const { setup, provider } = await openWithProvider();
    const { id } = await connect(setup, provider);
    crashAt(setup, moment);
    await rotateConnection(setup.deps, id, { key: OTHER_KEY }, 'cli').catch(ignore);
    const restarted = await restart(setup);
    const isSwapped = moment === 'beforeRemove' || moment === 'afterRemove';
    expect(await keyOf(restarted, id)).toBe(isSwapped ? OTHER_KEY : KEY);
    expect([...restarted.backend.itemIds]).toEqual(itemsInUse(restarted));
    expect(restarted.noted()).toEqual([]);
  });

  it.each(moments)('%s lets it be rotated again', async (moment) => {
    const { setup, provider } = await openWithProvider();
    const { id } = await connect(setup, provider);
    crashAt(setup, moment);
    await rotateConnection(setup.deps, id, { key: OTHER_KEY }, 'cli').catch(ignore);
    const restarted = await restart(setup);
    const third = `${KEY}3`;
    await rotateConnection(restarted.deps, id, { key: third }, 'cli');
    expect(await keyOf(restarted, id)).toBe(third);
    expect([...restarted.backend.itemIds]).toEqual(itemsInUse(restarted));
  });
});

describe('a crash while a connection is disconnected', () => {
  it.each(['beforeRemove', 'afterRemove'] as const)(
    '%s leaves it switched off, to be disconnected again',
    async (moment) => {
      const { setup, provider } = await openWithProvider();
      const { id } = await connect(setup, provider);
      crashAt(setup, moment);
      await disconnectConnection(setup.deps, id, 'cli').catch(ignore);
      const restarted = await restart(setup);
      expect(restarted.deps.connections.get(id)?.isEnabled).toBe(false);
      await disconnectConnection(restarted.deps, id, 'cli');
      expect(restarted.deps.connections.list()).toEqual([]);
      expect(restarted.backend.itemIds.size).toBe(0);
    },
  );
});

describe('leftovers', () => {
  it('that the vault does not let go are kept in mind', async () => {
    const { setup, provider } = await openWithProvider();
    crashAt(setup, 'afterWrite');
    await addConnection(setup.deps, newConnection(provider), 'cli').catch(ignore);
    setup.backend.at = {
      beforeRemove: () => {
        throw new Error('locked');
      },
    };
    const restarted = setup.reopen();
    await eraseLeftovers(restarted.deps);
    expect(restarted.noted()).toHaveLength(1);
    setup.backend.at = {};
    await eraseLeftovers(restarted.deps);
    expect(restarted.noted()).toEqual([]);
    expect(restarted.backend.itemIds.size).toBe(0);
  });

  it('are erased by the rounds that begin at the start', async () => {
    const { setup, provider } = await openWithProvider();
    crashAt(setup, 'afterWrite');
    await addConnection(setup.deps, newConnection(provider), 'cli').catch(ignore);
    setup.backend.at = {};
    const restarted = setup.reopen();
    const rounds = createLeftoverRounds(restarted.deps);
    onTestFinished(() => rounds.stop());
    rounds.start();
    await rounds.run();
    expect(restarted.backend.itemIds.size).toBe(0);
  });
});
