import { describe, expect, it } from 'vitest';
import { disconnectConnection } from '../../src-proxy/connections/disconnect-connection.ts';
import { probeKey } from '../../src-proxy/connections/probe-key.ts';
import { rotateConnection } from '../../src-proxy/connections/rotate-connection.ts';
import { testConnection } from '../../src-proxy/connections/test-connection.ts';
import { updateConnection } from '../../src-proxy/connections/update-connection.ts';
import { AppError } from '../../src-proxy/errors.ts';
import { createVirtualKey } from '../../src-proxy/virtual-keys/create-virtual-key.ts';
import { regenerateVirtualKey } from '../../src-proxy/virtual-keys/regenerate-virtual-key.ts';
import { everyFile } from '../support/every-file.ts';
import {
  connect,
  KEY,
  newConnection,
  openWithProvider,
  OTHER_KEY,
} from '../integration/connections/connect.ts';

/** A key as it is (percent-encoding leaves it so), by its middle alone, in base64 and in hexadecimal. */
const formsOf = (key: string): readonly string[] => [
  key,
  key.slice(10, -10),
  Buffer.from(key).toString('base64').slice(0, -2),
  Buffer.from(key).toString('hex'),
];

describe('a provider key', () => {
  it('is in no file, no log line, no event and no error, whatever is done with it', async () => {
    const { setup, provider, add } = await openWithProvider();
    const { deps } = setup;
    const errors: unknown[] = [];
    const failing = async (work: () => Promise<unknown>): Promise<void> => {
      errors.push(
        await work().then(
          () => 'none',
          (error: unknown) => error,
        ),
      );
    };
    const echo = { status: 401, body: { error: { message: `${KEY} ${OTHER_KEY}` } } };

    const { id } = await connect(setup, provider);
    await testConnection(deps, id, 'cli');
    provider.answer(() => echo);
    await failing(() => add({ label: 'Refused', key: OTHER_KEY }));
    await failing(() => rotateConnection(deps, id, { key: OTHER_KEY }, 'cli'));
    await testConnection(deps, id, 'cli');
    const { workspaceId: _, ...input } = newConnection(provider, { baseUrl: undefined });
    await failing(() =>
      probeKey(deps, { ...input, key: `${KEY} `, baseUrl: 'http://x.example' }, 'cli'),
    );
    await failing(() => add({ label: 'Twice', validate: false }));
    await failing(() => add({ label: 'Malformed', key: `${KEY} ${KEY}` }));
    await rotateConnection(deps, id, { key: OTHER_KEY, validate: false }, 'cli');
    updateConnection(deps, id, { label: 'Renamed' }, 'cli');
    setup.backend.at.beforeRemove = () => {
      throw new AppError('keychain_locked');
    };
    await failing(() => disconnectConnection(deps, id, 'cli'));

    const said = errors.map((error) => (error instanceof Error ? (error.stack ?? '') : '')).join();
    const files = Object.values(await everyFile(setup.folder)).join('\n');
    const everything = [files, said, JSON.stringify(setup.events()), ...setup.logLines].join('\n');
    expect(everything).toContain('sk-proj-...4567');
    expect(errors.map((error) => error instanceof AppError)).toEqual(errors.map(() => true));
    const found = [...formsOf(KEY), ...formsOf(OTHER_KEY)].filter((f) => everything.includes(f));
    expect(found).toEqual([]);
  });
});

describe('a virtual key', () => {
  it('is in no file and no event after it was shown', async () => {
    const { setup } = await openWithProvider();
    const input = { workspaceId: 'personal', label: 'editor' };
    const first = createVirtualKey(setup.deps, input, 'cli');
    const second = regenerateVirtualKey(setup.deps, 'editor', 60, 'cli');
    const files = Object.values(await everyFile(setup.folder)).join('\n');
    const everything = files + JSON.stringify(setup.events());
    expect(everything).toContain(first.virtualKey.preview);
    const found = [...formsOf(first.key), ...formsOf(second.key)].filter((f) =>
      everything.includes(f),
    );
    expect(found).toEqual([]);
  });
});
