import { describe, expect, it } from 'vitest';
import { addConnection } from '../../../src-proxy/connections/add-connection.ts';
import { createVirtualKey } from '../../../src-proxy/virtual-keys/create-virtual-key.ts';
import { revokeVirtualKey } from '../../../src-proxy/virtual-keys/set-virtual-key-status.ts';
import type { VirtualKeySettings } from '../../../src-proxy/virtual-keys/virtual-key-settings.ts';
import { codeOf } from '../../support/error-code.ts';
import { setUpConnections, START, type ConnectionSetup } from '../../support/set-up-connections.ts';

const create = (setup: ConnectionSetup, label: string, settings: VirtualKeySettings = {}) =>
  createVirtualKey(setup.deps, { workspaceId: 'personal', label, ...settings }, 'cli');

async function codeFor(settings: VirtualKeySettings, label = 'editor'): Promise<string> {
  const setup = await setUpConnections();
  try {
    create(setup, label, settings);
    return 'none';
  } catch (error) {
    return codeOf(error);
  }
}

describe('creating a virtual key', () => {
  it('gives the key, and keeps its digest and preview only', async () => {
    const setup = await setUpConnections();
    const { key, virtualKey } = create(setup, 'editor');
    expect(key).toMatch(/^sk-lp-[0-9A-Za-z]{38}$/);
    expect(virtualKey.preview).toBe(`${key.slice(0, 10)}...${key.slice(-4)}`);
    expect(JSON.stringify(setup.store.prepare('SELECT * FROM virtual_keys').all())).not.toContain(
      key,
    );
  });

  it('is in the audit log by label and preview', async () => {
    const setup = await setUpConnections();
    const { key, virtualKey } = create(setup, 'editor');
    const [event] = setup.events();
    expect(event).toMatchObject({
      type: 'virtual_key.created',
      actor: 'cli',
      subjectId: virtualKey.id,
      data: { label: 'editor', preview: virtualKey.preview },
    });
    expect(JSON.stringify(setup.events())).not.toContain(key);
  });

  it('is still there after a restart', async () => {
    const setup = await setUpConnections();
    const { virtualKey } = create(setup, 'editor', { tags: ['ci'], expiresAt: START + 1000 });
    expect(setup.reopen().deps.virtualKeys.get(virtualKey.id)).toEqual(virtualKey);
  });

  it('takes a label in any script', async () => {
    const setup = await setUpConnections();
    expect(create(setup, '  エディター 👩‍💻  ').virtualKey.label).toBe('エディター 👩‍💻');
  });

  it.each(['', '   ', 'a\nb', 'a\u0000b', 'x'.repeat(129), 'a\u202Eb', '\uD800'])(
    'refuses the label %j',
    async (label) => {
      expect(await codeFor({}, label)).toBe('field_invalid');
    },
  );

  it('refuses the label of a living key', async () => {
    const setup = await setUpConnections();
    create(setup, 'editor');
    expect(() => create(setup, ' editor ')).toThrow('There is a virtual key labelled "editor"');
  });

  it('refuses the label of an expired key, which can be extended', async () => {
    const setup = await setUpConnections();
    create(setup, 'editor', { expiresAt: START + 1 });
    setup.time.now += 5000;
    expect(() => create(setup, 'editor')).toThrow('already');
  });

  it('takes the label of a revoked key', async () => {
    const setup = await setUpConnections();
    create(setup, 'editor');
    revokeVirtualKey(setup.deps, 'editor', 'cli');
    expect(create(setup, 'editor').virtualKey.status).toBe('active');
  });

  it('takes the same label in another workspace', async () => {
    const setup = await setUpConnections();
    create(setup, 'editor');
    const input = { workspaceId: 'work', label: 'editor' };
    expect(createVirtualKey(setup.deps, input, 'cli').virtualKey.workspaceId).toBe('work');
  });

  it('keeps allowed connections as ids, whatever they were named by', async () => {
    const setup = await setUpConnections();
    const input = { workspaceId: 'personal', provider: 'openai', validate: false };
    const { connection } = await addConnection(
      setup.deps,
      { ...input, label: 'My Work', key: 'sk-test-0123456789' },
      'cli',
    );
    const names = ['my-work', 'My Work', connection.id];
    const { virtualKey } = create(setup, 'editor', { allowedConnections: names });
    expect(virtualKey.allowedConnections).toEqual([connection.id]);
  });

  it('does not know the connections of another workspace', async () => {
    const setup = await setUpConnections();
    const input = { workspaceId: 'work', provider: 'openai', label: 'theirs', validate: false };
    await addConnection(setup.deps, { ...input, key: 'sk-test-0123456789' }, 'cli');
    expect(() => create(setup, 'editor', { allowedConnections: ['theirs'] })).toThrow(
      'There is no connection "theirs"',
    );
  });

  it('refuses a connection it does not know', async () => {
    expect(await codeFor({ allowedConnections: ['nowhere'] })).toBe('connection_not_found');
  });

  it.each<VirtualKeySettings>([
    { allowedConnections: [] },
    { allowedModels: [] },
    { allowedModels: ['two words'] },
    { allowedModels: ['x'.repeat(257)] },
    { refId: 'two words' },
    { refId: 'naïve' },
    { refId: '' },
    { app: 'line\nbreak' },
    { tags: [''] },
    { tags: Array.from({ length: 33 }, (_, at) => `tag ${at}`) },
    { expiresAt: START },
    { expiresAt: Number.NaN },
    { expiresAt: 8.64e15 },
  ])('refuses %j', async (settings) => {
    expect(await codeFor(settings)).toBe('field_invalid');
  });

  it.each([
    ['http://localhost:5173', 'http://localhost:5173'],
    ['HTTP://LocalHost:5173/', 'http://localhost:5173'],
    ['https://app.example:443', 'https://app.example'],
    ['chrome-extension://abcdefghijklmnop', 'chrome-extension://abcdefghijklmnop'],
    ['tauri://localhost', 'tauri://localhost'],
  ])('keeps the origin %s as a browser sends it', async (given, kept) => {
    const setup = await setUpConnections();
    expect(create(setup, 'editor', { origins: [given] }).virtualKey.origins).toEqual([kept]);
  });

  it.each([
    '*',
    'null',
    'localhost:5173',
    'http://*.example.com',
    'http://localhost:5173/path',
    'http://user@localhost',
    'http://localhost?x',
    'http://',
    'file:///etc/passwd',
    'file://host',
    'javascript://x',
    'http://a b',
  ])('refuses the origin %j', async (origin) => {
    expect(await codeFor({ origins: [origin] })).toBe('field_invalid');
  });
});
